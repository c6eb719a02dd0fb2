package io.jenkins.plugins.mlcd.embedded.web;

import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Reads what a client wrote into a {@link Request}. */
final class Requests {

    private static final int MAX_PARAMETERS = 256;

    private Requests() {}

    /** @throws WebException 400 for a path or query that is no such thing */
    static Request of(HttpServerRequest raw, byte[] body, URI server) {
        Map<String, String> headers = new TreeMap<>();
        raw.headers().forEach((name, value) -> headers.merge(name.toLowerCase(Locale.ROOT), value, (first, next) -> first + ", " + next));
        String query = raw.query() == null ? "" : raw.query();
        return new Request(raw.method().name(), path(raw.path()), parameters(query), headers, body, server);
    }

    /** A decoded segment may hold a slash of its own, or step out of a directory: such a path names nothing here. */
    static String path(String encoded) {
        StringBuilder path = new StringBuilder();
        for (String segment : (encoded == null ? "" : encoded).split("/")) {
            String decoded = decode(segment.replace("+", "%2B"));
            if (decoded.equals(".") || decoded.equals("..") || decoded.indexOf('/') >= 0 || decoded.indexOf('\\') >= 0 || decoded.indexOf('\0') >= 0) {
                throw new WebException(400, "the path may not hold the segment '" + segment + "'");
            }
            if (!decoded.isEmpty()) {
                path.append('/').append(decoded);
            }
        }
        return path.isEmpty() ? "/" : path.toString();
    }

    static Map<String, List<String>> parameters(String query) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        if (query.isEmpty()) {
            return parameters;
        }
        String[] pairs = query.split("&");
        if (pairs.length > MAX_PARAMETERS) {
            throw new WebException(400, "a query may have at most " + MAX_PARAMETERS + " parameters, not " + pairs.length);
        }
        for (String pair : pairs) {
            int equals = pair.indexOf('=');
            String name = decode(equals < 0 ? pair : pair.substring(0, equals));
            parameters.computeIfAbsent(name, key -> new ArrayList<>()).add(equals < 0 ? "" : decode(pair.substring(equals + 1)));
        }
        return parameters;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new WebException(400, "'" + text + "' is not encoded as a URL");
        }
    }
}
