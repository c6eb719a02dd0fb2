package io.jenkins.plugins.mlcd.embedded.web;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a request is meant for this server. A page of some web site that the user looks at can send requests to loopback: under a
 * host name that it made to point here, whose answers it could read, or as a plain form, which could change something.
 */
final class Admission {

    private Admission() {}

    /** @throws WebException 403 for a foreign host name, and for a change that a foreign page asks for */
    static void require(Request request) {
        int port = request.server().getPort();
        Set<String> hosts = Set.of("127.0.0.1:" + port, "localhost:" + port, "[::1]:" + port);
        String host = request.header("Host").orElse("").toLowerCase(Locale.ROOT);
        if (!hosts.contains(host)) {
            throw new WebException(403, "this server answers to its loopback address only, not to the host '" + host + "'");
        }
        if (!request.reads() && (isForeign(request.header("Origin"), hosts) || request.header("Sec-Fetch-Site").filter("cross-site"::equals).isPresent())) {
            throw new WebException(403, "a page of another site may change nothing here");
        }
    }

    private static boolean isForeign(Optional<String> origin, Set<String> hosts) {
        return origin.filter(text -> !hosts.contains(authority(text))).isPresent();
    }

    private static String authority(String origin) {
        try {
            return String.valueOf(URI.create(origin).getAuthority()).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
