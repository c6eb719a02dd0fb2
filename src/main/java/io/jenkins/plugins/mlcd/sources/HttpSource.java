package io.jenkins.plugins.mlcd.sources;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.record.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * What a URL serves, by conditional requests (RFC 9110, section 13). The version is the ETag, else Last-Modified, else a hash of the
 * content. Redirects are not followed: they could lead to where the controller may not look.
 */
public final class HttpSource implements Source {

    /** Larger content than this needs a server that says an ETag or a date. */
    private static final long MAX_HASHED = 64L << 20;

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final AllowList allowed;
    private final URI url;
    private final HttpClient client;
    private final Supplier<Optional<String>> bearer;

    /**
     * @param client does not follow redirects
     * @param bearer token of the Authorization header, asked for at each look
     */
    public HttpSource(AllowList allowed, URI url, HttpClient client, Supplier<Optional<String>> bearer) {
        this.allowed = allowed;
        this.url = url;
        this.client = client;
        this.bearer = bearer;
    }

    @Override
    public Optional<Observation> look(Optional<Observation> before) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(allowed.require(url)).timeout(TIMEOUT);
        before.map(seen -> seen.memo().path("etag").asText("")).filter(tag -> !tag.isEmpty()).ifPresent(tag -> request.header("If-None-Match", tag));
        before.map(seen -> seen.memo().path("lastModified").asText("")).filter(date -> !date.isEmpty())
                .ifPresent(date -> request.header("If-Modified-Since", date));
        bearer.get().ifPresent(token -> request.header("Authorization", "Bearer " + token));
        HttpResponse<InputStream> response = client.send(request.build(), BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            return switch (response.statusCode()) {
                case 304 -> before;
                case 200 -> Optional.of(observed(response, body));
                case 301, 302, 303, 307, 308 -> throw new IOException(AllowList.safe(url) + " is a redirect to "
                        + response.headers().firstValue("Location").orElse("nowhere") + "; name that URL");
                default -> throw new IOException(AllowList.safe(url) + " answered " + response.statusCode());
            };
        }
    }

    private static Observation observed(HttpResponse<InputStream> response, InputStream body) throws IOException {
        ObjectNode memo = Json.object();
        Optional<String> tag = response.headers().firstValue("ETag").filter(value -> value.length() <= 256);
        Optional<String> date = response.headers().firstValue("Last-Modified").filter(value -> value.length() <= 64);
        tag.ifPresent(value -> memo.put("etag", value));
        date.ifPresent(value -> memo.put("lastModified", value));
        String version = tag.isPresent() ? "etag:" + tag.get().replaceFirst("^W/", "")
                : date.isPresent() ? "modified:" + date.get() : "sha256:" + Sha256.of(body, MAX_HASHED);
        return new Observation(version, OptionalLong.empty(), memo);
    }
}
