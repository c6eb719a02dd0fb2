package io.jenkins.plugins.mlcd.jenkins.webhook;

import hudson.Extension;
import hudson.security.csrf.CrumbExclusion;
import io.jenkins.plugins.mlcd.webhook.WebhookReceiver;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Senders of webhooks have no crumb. Only the webhook's own addresses are left out, letter by letter: nothing that only looks alike. */
@Extension
public final class WebhookCrumbExclusion extends CrumbExclusion {

    @Override
    public boolean process(HttpServletRequest request, HttpServletResponse response, FilterChain chain) throws IOException, ServletException {
        String path = request.getPathInfo();
        if (path == null || !path.startsWith(WebhookAction.PATH) || !WebhookReceiver.kinds().contains(path.substring(WebhookAction.PATH.length()))) {
            return false;
        }
        chain.doFilter(request, response);
        return true;
    }
}
