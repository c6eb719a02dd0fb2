package io.jenkins.plugins.mlcd.agent.target;

import io.vertx.core.MultiMap;
import java.util.List;

/** Copies what is meant for the other end, and leaves out what is of one connection only (RFC 9110, 7.6.1). */
final class ProxyHeaders {

    private static final String CONNECTION = "connection";

    private static final List<String> OF_THE_CONNECTION =
            List.of(CONNECTION, "keep-alive", "proxy-connection", "proxy-authenticate", "proxy-authorization", "te", "trailer", "transfer-encoding", "upgrade", "expect");

    private ProxyHeaders() {}

    static void copy(MultiMap from, MultiMap to) {
        to.setAll(from);
        String named = from.get(CONNECTION);
        if (named != null) {
            for (String name : named.split(",")) {
                // A client may not have the length of its body taken off, or another body would seem to follow.
                if (!name.strip().equalsIgnoreCase("content-length") && !name.isBlank()) {
                    to.remove(name.strip());
                }
            }
        }
        for (String name : OF_THE_CONNECTION) {
            to.remove(name);
        }
    }

    /** The length that is stated, or -1 without one. A number that is none has been refused before. */
    static long length(MultiMap headers) {
        String length = headers.get("content-length");
        try {
            return length == null ? -1 : Long.parseLong(length.strip());
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
