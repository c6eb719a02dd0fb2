package io.jenkins.plugins.mlcd.webhook;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Who sent a request. {@code X-Forwarded-For} is believed only as far as trusted proxies wrote it: it is read from its end, and
 * the first address that is no trusted proxy is the sender's, because everything before it may be the sender's invention.
 */
final class RemoteAddress {

    /** Longer chains are an attack on whoever reads them. */
    private static final int MAX_HOPS = 32;

    private RemoteAddress() {}

    static String of(WebhookRequest request, List<Network> trusted) {
        String sender = request.remote();
        List<String> hops = hops(request);
        for (int i = hops.size() - 1; i >= 0 && isTrusted(sender, trusted); i--) {
            Optional<byte[]> hop = Network.address(hops.get(i));
            if (hop.isEmpty()) {
                return sender;
            }
            sender = hops.get(i).strip();
        }
        return sender;
    }

    private static boolean isTrusted(String address, List<Network> trusted) {
        return Network.address(address).map(bytes -> trusted.stream().anyMatch(network -> network.contains(bytes))).orElse(false);
    }

    private static List<String> hops(WebhookRequest request) {
        List<String> hops = new ArrayList<>();
        for (String line : request.headers().getOrDefault("x-forwarded-for", List.of())) {
            for (String hop : line.split(",", MAX_HOPS + 1)) {
                hops.add(hop);
            }
        }
        return hops.size() <= MAX_HOPS ? hops : List.of();
    }
}
