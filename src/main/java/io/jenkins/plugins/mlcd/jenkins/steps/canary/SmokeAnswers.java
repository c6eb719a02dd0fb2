package io.jenkins.plugins.mlcd.jenkins.steps.canary;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.dataset.GoldenRequests.Golden;
import io.jenkins.plugins.mlcd.record.Json;
import io.jenkins.plugins.mlcd.validate.RunOutput;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a server answered to golden requests, in the form that a benchmark's command leaves its results. */
final class SmokeAnswers implements RunOutput {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int OK = 200;

    /** After so many failures in a row the rest counts as failed without being asked. */
    private static final int HOPELESS = 5;

    private static final int MAX_ANSWER = 1 << 16;
    private static final double SCALE = 255;
    private static final HttpClient CLIENT = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

    private final StringBuilder predictions = new StringBuilder();
    private final double[] millis;
    private int answered;

    private SmokeAnswers(int requests) {
        millis = new double[requests];
    }

    /** Asks one after the other. A request that is not answered by a prediction within 10 seconds has failed; that is no error here. */
    static SmokeAnswers of(URI server, List<Golden> requests) throws InterruptedException {
        SmokeAnswers answers = new SmokeAnswers(requests.size());
        int silent = 0;
        for (int i = 0; i < requests.size() && silent < HOPELESS; i++) {
            int before = answers.answered;
            answers.ask(server, requests.get(i));
            silent = answers.answered == before ? silent + 1 : 0;
        }
        return answers;
    }

    private void ask(URI server, Golden golden) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.toString().replaceFirst("/+$", "") + "/predict"))
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body(golden)))
                .build();
        long start = System.nanoTime();
        try {
            HttpResponse<InputStream> response = CLIENT.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream in = response.body()) {
                take(golden, response.statusCode(), new String(in.readNBytes(MAX_ANSWER), StandardCharsets.UTF_8), start);
            }
        } catch (IOException e) {
            // Not answered, which is counted.
        }
    }

    private void take(Golden golden, int status, String text, long start) throws IOException {
        ObjectNode answer = status == OK ? Json.parseObject(text) : Json.object();
        if (!answer.path("prediction").isValueNode()) {
            return;
        }
        ObjectNode line = Json.object().put("id", golden.id()).put("label", golden.label()).put("prediction", answer.path("prediction").asText());
        if (answer.path("confidence").isNumber()) {
            line.put("confidence", answer.path("confidence").asDouble());
        }
        predictions.append(Json.line(line)).append('\n');
        millis[answered++] = (System.nanoTime() - start) / 1e6;
    }

    private static String body(Golden golden) {
        ObjectNode body = Json.object().put("id", "smoke-" + golden.id());
        ArrayNode input = body.putArray("input");
        for (byte value : golden.values()) {
            input.add((value & 0xff) / SCALE);
        }
        return Json.line(body);
    }

    @Override
    public Optional<String> metrics() {
        ObjectNode metrics = Json.object().put("failures", millis.length - answered).put("requests", millis.length);
        if (answered > 0) {
            double[] sorted = Arrays.copyOf(millis, answered);
            Arrays.sort(sorted);
            metrics.put("latency_p50_ms", sorted[(answered - 1) / 2]).put("latency_p99_ms", sorted[(int) Math.ceil(0.99 * answered) - 1]);
        }
        return Optional.of(Json.line(metrics));
    }

    /** Not without any answer, so that what failed is the requests and not the file. */
    @Override
    public boolean predicted() {
        return answered > 0;
    }

    @Override
    public InputStream predictions() {
        return new ByteArrayInputStream(predictions.toString().getBytes(StandardCharsets.UTF_8));
    }
}
