package io.jenkins.plugins.mlcd.webhook;

import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * A request as it came in.
 *
 * @param method such as {@code POST}
 * @param kind what stands after {@code /mlcd/webhook/} in the path, undecoded
 * @param query the parameters of the URL's query, decoded
 * @param headers by name in any case, each with all of its values
 * @param remote address of the peer that the connection came from
 * @param body read at most once, and never before the sender is known where that is possible
 */
public record WebhookRequest(
        String method, String kind, Map<String, List<String>> query, Map<String, List<String>> headers, String remote, InputStream body) {

    public WebhookRequest {
        Map<String, List<String>> sorted = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach((name, values) -> {
            if (name != null) {
                sorted.put(name.toLowerCase(Locale.ROOT), List.copyOf(values));
            }
        });
        headers = sorted;
        query = Map.copyOf(query);
    }

    /** The only value of a header; empty when it is absent or stands there more than once, which no honest sender does. */
    public Optional<String> header(String name) {
        List<String> values = headers.getOrDefault(name, List.of());
        return values.size() == 1 ? Optional.of(values.get(0)) : Optional.empty();
    }

    /** The only value of a parameter of the query. */
    public Optional<String> parameter(String name) {
        List<String> values = query.getOrDefault(name, List.of());
        return values.size() == 1 ? Optional.of(values.get(0)) : Optional.empty();
    }

    /** The length that the sender states; empty when it states none, or none that is a number. */
    public OptionalLong contentLength() {
        try {
            return header("Content-Length").map(String::strip).map(Long::parseLong).map(OptionalLong::of).orElse(OptionalLong.empty());
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }
}
