package io.jenkins.plugins.mlcd.target;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.record.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** Sends one request to a target, repeats it where that is safe, and turns every failure into a sentence with the URL. */
final class TargetHttp {

    /** A capped answer, because what a target sends is not to be trusted with the controller's memory. */
    private static final int MAX_ANSWER_BYTES = 16 << 20;

    private static final int MAX_ERROR_BYTES = 4096;

    private static final List<Duration> PAUSES = List.of(Duration.ofMillis(200), Duration.ofSeconds(1));

    /** One for all targets: a client of java.net.http owns threads. */
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    private TargetHttp() {}

    /** The JSON object that the target answers; asks up to three times when {@code repeatable}. */
    static ObjectNode json(HttpRequest request, boolean repeatable) throws IOException, InterruptedException {
        try (InputStream body = stream(request, repeatable)) {
            byte[] bytes = body.readNBytes(MAX_ANSWER_BYTES + 1);
            if (bytes.length > MAX_ANSWER_BYTES) {
                throw new TargetException(said(request) + " answered more than " + MAX_ANSWER_BYTES + " bytes", 0);
            }
            return bytes.length == 0 ? Json.object() : Json.parseObject(new String(bytes, StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            throw new TargetException(said(request) + " answered no JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** The body that the target answers with status 2xx; the caller closes it. */
    static InputStream stream(HttpRequest request, boolean repeatable) throws IOException, InterruptedException {
        for (int attempt = 0; ; attempt++) {
            try {
                return once(request);
            } catch (TargetException e) {
                if (!repeatable || e.refused() || attempt == PAUSES.size()) {
                    throw e;
                }
                Thread.sleep(PAUSES.get(attempt).toMillis());
            }
        }
    }

    private static InputStream once(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<InputStream> response;
        try {
            response = CLIENT.send(request, HttpResponse.BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw new TargetException(said(request) + " failed: " + reason(e), e);
        }
        if (response.statusCode() / 100 == 2) {
            return response.body();
        }
        throw new TargetException(
                said(request) + " answered " + response.statusCode() + errorIn(response), response.statusCode());
    }

    private static String errorIn(HttpResponse<InputStream> response) throws IOException {
        try (InputStream body = response.body()) {
            String text = new String(body.readNBytes(MAX_ERROR_BYTES), StandardCharsets.UTF_8).strip();
            return text.isEmpty() ? "" : ": " + errorField(text);
        }
    }

    private static String errorField(String text) {
        try {
            return Json.parseObject(text).path("error").asText(text);
        } catch (JsonProcessingException e) {
            return text.lines().findFirst().orElse(text);
        }
    }

    private static String reason(IOException e) {
        if (e instanceof java.net.ConnectException) {
            return "nothing answers there";
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private static String said(HttpRequest request) {
        URI uri = request.uri();
        return request.method() + " " + uri;
    }
}
