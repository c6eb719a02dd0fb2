package io.jenkins.plugins.mlcd.jenkins.webhook;

import hudson.Extension;
import hudson.model.InvisibleAction;
import hudson.model.UnprotectedRootAction;
import io.jenkins.plugins.mlcd.jenkins.config.RootAddresses;
import io.jenkins.plugins.mlcd.webhook.WebhookReply;
import io.jenkins.plugins.mlcd.webhook.WebhookRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.StaplerResponse2;

/** {@code POST /mlcd/webhook/<kind>}. Nobody is logged in there; the request itself proves who sent it. */
@Extension
public final class WebhookAction extends InvisibleAction implements UnprotectedRootAction {

    static final String PATH = "/" + RootAddresses.WEBHOOKS + "/webhook/";

    @Override
    public String getUrlName() {
        return RootAddresses.WEBHOOKS;
    }

    /** What stands behind {@code /mlcd/webhook}. A GET is answered as well, by 405, so that a browser shows what the address is for. */
    public void doWebhook(StaplerRequest2 request, StaplerResponse2 response) throws IOException {
        String rest = request.getRestOfPath();
        String kind = rest.startsWith("/") ? rest.substring(1) : rest;
        write(WebhookEndpoint.get().receive(new WebhookRequest(request.getMethod(), kind, query(request), headers(request), request.getRemoteAddr(),
                request.getInputStream())), response);
    }

    private static void write(WebhookReply reply, StaplerResponse2 response) throws IOException {
        response.setStatus(reply.status());
        response.setContentType(WebhookReply.CONTENT_TYPE);
        reply.headers().forEach(response::setHeader);
        byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
        response.setContentLength(body.length);
        try (OutputStream out = response.getOutputStream()) {
            out.write(body);
        }
    }

    private static Map<String, List<String>> headers(HttpServletRequest request) {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String name : Collections.list(request.getHeaderNames())) {
            headers.put(name, Collections.list(request.getHeaders(name)));
        }
        return headers;
    }

    /** Of the URL only: asking the servlet for parameters would read a form's body before anybody is known. */
    private static Map<String, List<String>> query(HttpServletRequest request) {
        String query = request.getQueryString();
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        if (query != null) {
            for (String pair : query.split("&")) {
                int equals = pair.indexOf('=');
                if (equals > 0) {
                    parameters.computeIfAbsent(decoded(pair.substring(0, equals)), name -> new java.util.ArrayList<>()).add(decoded(pair.substring(equals + 1)));
                }
            }
        }
        return parameters;
    }

    private static String decoded(String text) {
        try {
            return java.net.URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
