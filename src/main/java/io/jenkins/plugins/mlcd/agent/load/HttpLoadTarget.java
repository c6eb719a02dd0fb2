package io.jenkins.plugins.mlcd.agent.load;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.agent.data.Part;
import io.jenkins.plugins.mlcd.record.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** {@code POST /predict} with samples, one after the other and over again. */
public final class HttpLoadTarget implements LoadTarget {

    private static final int OK = 200;

    private final HttpClient client;
    private final List<HttpRequest> requests;

    /** @param timeout after which a request counts as failed */
    public HttpLoadTarget(HttpClient client, URI server, List<byte[]> bodies, Duration timeout) {
        this.client = client;
        this.requests = bodies.stream()
                .map(body -> HttpRequest.newBuilder(server.resolve("/predict"))
                        .timeout(timeout)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                        .build())
                .toList();
    }

    /** Prediction requests for the first {@code most} samples of {@code part}. */
    public static List<byte[]> bodies(Part part, int most) {
        return part.samples().stream().limit(most).map(sample -> body(sample.input())).toList();
    }

    private static byte[] body(float[] input) {
        ObjectNode body = Json.object();
        ArrayNode values = body.putArray("input");
        for (float value : input) {
            values.add(value);
        }
        return Json.line(body).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public CompletableFuture<Boolean> send(long number) {
        HttpRequest request = requests.get((int) (number % requests.size()));
        return client.sendAsync(request, HttpResponse.BodyHandlers.discarding()).handle((answer, failure) -> failure == null && answer.statusCode() == OK);
    }
}
