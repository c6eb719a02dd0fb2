package io.jenkins.plugins.mlcd.embedded.web;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A request whose body was read to its end.
 *
 * @param method in upper case
 * @param path decoded, starting with {@code /}; without empty, {@code .} and {@code ..} segments
 * @param parameters the query's, decoded, in their order
 * @param headers by their names in lower case; the values of a repeated one are one list with commas (RFC 9110, 5.3), which no secret is
 * @param body as sent; its size is capped by the server
 * @param server the server's own address, such as {@code http://127.0.0.1:8080}
 */
public record Request(
        String method, String path, Map<String, List<String>> parameters, Map<String, String> headers, byte[] body, URI server) {

    public Request {
        Objects.requireNonNull(method, "method");
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("path '" + path + "' must start with /");
        }
        parameters = Map.copyOf(parameters);
        headers = Map.copyOf(headers);
        Objects.requireNonNull(body, "body");
        Objects.requireNonNull(server, "server");
    }

    /** The first value of a parameter of the query; empty also when it is blank. */
    public Optional<String> parameter(String name) {
        return parameters.getOrDefault(name, List.of()).stream().findFirst().filter(value -> !value.isBlank());
    }

    /** A header's value, whatever the case of {@code name}. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    /** The segments of the path: none for {@code /}. */
    public List<String> segments() {
        return path.equals("/") ? List.of() : List.of(path.substring(1).split("/"));
    }

    public boolean reads() {
        return method.equals("GET") || method.equals("HEAD");
    }
}
