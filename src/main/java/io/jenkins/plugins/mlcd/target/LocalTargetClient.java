package io.jenkins.plugins.mlcd.target;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.record.Json;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Speaks the admin API of a local target. Every method but the readers changes what users get; all that the API states
 * as idempotent is asked up to three times, promotion once. Failures are {@link TargetException}s that name the URL.
 */
public final class LocalTargetClient {

    /** The largest model archive that a target accepts. */
    public static final long MAX_MODEL_BYTES = 512L << 20;

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    /** A model's server loads its framework and the model before the target answers. */
    private static final Duration DEPLOY_TIMEOUT = Duration.ofMinutes(5);

    private final URI adminUrl;
    private final Supplier<String> token;

    /**
     * @param adminUrl such as {@code http://127.0.0.1:8101}
     * @param token asked anew before each change, because a target that was started again has another one
     * @throws IllegalArgumentException when the URL is not http or https
     */
    public LocalTargetClient(URI adminUrl, Supplier<String> token) {
        if (!"http".equals(adminUrl.getScheme()) && !"https".equals(adminUrl.getScheme())) {
            throw new IllegalArgumentException("'" + adminUrl + "' is not an http or https URL of a target's admin API");
        }
        this.adminUrl = adminUrl;
        this.token = token;
    }

    public TargetState state() throws IOException, InterruptedException {
        return as(TargetState.class, TargetHttp.json(get("/admin/state", Map.of()), true));
    }

    public TargetMetrics metrics() throws IOException, InterruptedException {
        return as(TargetMetrics.class, TargetHttp.json(get("/admin/metrics", Map.of()), true));
    }

    /** Starts {@code model} in the role, and returns when it answers requests; the same model again changes nothing. */
    public TargetState deploy(Role role, String model, ModelZip files) throws IOException, InterruptedException {
        Path archive = Files.createTempFile("mlcd-model", ".zip");
        try {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(archive))) {
                files.writeTo(out);
            }
            requireAcceptable(model, Files.size(archive));
            HttpRequest request = change(
                            "PUT",
                            "/admin/versions/" + role.word(),
                            Map.of("model", model),
                            BodyPublishers.ofFile(archive))
                    .setHeader("Content-Type", "application/zip")
                    .timeout(DEPLOY_TIMEOUT)
                    .build();
            return as(TargetState.class, TargetHttp.json(request, true));
        } finally {
            Files.deleteIfExists(archive);
        }
    }

    /** Sends {@code percent} (0 to 100) of the requests to the canary. */
    public void weight(int percent) throws IOException, InterruptedException {
        if (percent < 0 || percent > 100) {
            throw new IllegalArgumentException("weight must be 0 to 100 percent, but is " + percent);
        }
        BodyPublisher body = BodyPublishers.ofString(Json.line(Json.object().put("canary", percent)));
        TargetHttp.json(change("PUT", "/admin/weight", Map.of(), body).build(), true);
    }

    /** Shares the requests so. */
    public void split(RequestSplit split) throws IOException, InterruptedException {
        TargetHttp.json(change("PUT", "/admin/split", Map.of(), BodyPublishers.ofString(Json.line(split))).build(), true);
    }

    /** Makes the canary {@code model} the stable version; nothing changes when it already is. */
    public void promote(String model) throws IOException, InterruptedException {
        BodyPublisher body = BodyPublishers.ofString(Json.line(Json.object().put("model", model)));
        TargetHttp.json(change("POST", "/admin/promote", Map.of(), body).build(), false);
    }

    /** Takes the traffic from the canary and stops it; nothing changes when there is none. */
    public void removeCanary() throws IOException, InterruptedException {
        HttpRequest request = change("DELETE", "/admin/versions/canary", Map.of(), BodyPublishers.noBody())
                .build();
        TargetHttp.json(request, true);
    }

    /** The profile of the traffic in the time given, of one model or of all: an {@code mlcd/profile} object. */
    public ObjectNode profile(Optional<String> model, Optional<Instant> from, Optional<Instant> to)
            throws IOException, InterruptedException {
        Map<String, String> query = window(from, to);
        model.ifPresent(name -> query.put("model", name));
        return TargetHttp.json(get("/admin/profile", query), true);
    }

    /**
     * The captured samples in the time given as CSV; the caller reads it as a stream and closes it.
     *
     * @param labelled only samples whose true label came back
     * @param limit most samples wanted, at least 1
     */
    public InputStream capture(Optional<Instant> from, Optional<Instant> to, boolean labelled, int limit)
            throws IOException, InterruptedException {
        Map<String, String> query = window(from, to);
        query.put("labelled", Boolean.toString(labelled));
        query.put("limit", Integer.toString(limit));
        return TargetHttp.stream(get("/admin/capture.csv", query), true);
    }

    public URI adminUrl() {
        return adminUrl;
    }

    private static void requireAcceptable(String model, long bytes) throws TargetException {
        if (bytes > MAX_MODEL_BYTES) {
            throw new TargetException(
                    "model " + model + " is " + bytes + " bytes as an archive; a target accepts at most " + MAX_MODEL_BYTES,
                    413);
        }
    }

    private static Map<String, String> window(Optional<Instant> from, Optional<Instant> to) {
        Map<String, String> query = new TreeMap<>();
        from.ifPresent(time -> query.put("from", time.toString()));
        to.ifPresent(time -> query.put("to", time.toString()));
        return query;
    }

    private HttpRequest get(String path, Map<String, String> query) {
        return HttpRequest.newBuilder(uri(path, query)).timeout(TIMEOUT).GET().build();
    }

    private HttpRequest.Builder change(String method, String path, Map<String, String> query, BodyPublisher body)
            throws TargetException {
        return HttpRequest.newBuilder(uri(path, query))
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + currentToken())
                .header("Content-Type", "application/json")
                .method(method, body);
    }

    private String currentToken() throws TargetException {
        try {
            return token.get();
        } catch (UncheckedIOException e) {
            throw new TargetException(e.getMessage(), e);
        }
    }

    private URI uri(String path, Map<String, String> query) {
        String parameters = query.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        String base = adminUrl.toString().replaceAll("/+$", "");
        return URI.create(base + path + (parameters.isEmpty() ? "" : "?" + parameters));
    }

    private <T> T as(Class<T> type, ObjectNode answer) throws TargetException {
        try {
            return Json.mapper().treeToValue(answer, type);
        } catch (JsonProcessingException e) {
            throw new TargetException(adminUrl + " answered an unknown " + type.getSimpleName() + ": " + e.getOriginalMessage(), e);
        }
    }
}
