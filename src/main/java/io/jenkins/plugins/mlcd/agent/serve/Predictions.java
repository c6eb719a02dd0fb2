package io.jenkins.plugins.mlcd.agent.serve;

import io.jenkins.plugins.mlcd.agent.profile.ReferenceProfile;
import io.jenkins.plugins.mlcd.record.Durations;
import io.jenkins.plugins.mlcd.record.Json;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** Answers {@code POST /predict}. */
final class Predictions {

    /** Room for what is not the input, in bytes. */
    private static final int HEAD_BYTES = 8_192;

    /** Room for a number as text, in bytes; the longest double has 24 characters. */
    private static final int NUMBER_BYTES = 32;

    private final ServeOptions options;
    private final InstantSource clock;
    private final Vertx vertx;
    private final List<String> classes;
    private final InputReader inputs;
    private final PredictionQueue queue;
    private final TrafficRecorder recorder;
    private final LabelJoin labels;
    private final ServerMetrics metrics;

    Predictions(
            ServeOptions options,
            InstantSource clock,
            Vertx vertx,
            List<String> classes,
            InputReader inputs,
            PredictionQueue queue,
            TrafficRecorder recorder,
            LabelJoin labels,
            ServerMetrics metrics) {
        this.options = options;
        this.clock = clock;
        this.vertx = vertx;
        this.classes = classes;
        this.inputs = inputs;
        this.queue = queue;
        this.recorder = recorder;
        this.labels = labels;
        this.metrics = metrics;
    }

    Future<Void> handle(HttpServerRequest request) {
        long start = System.nanoTime();
        Context context = vertx.getOrCreateContext();
        Duration time = time(request);
        boolean csv = isCsv(request.getHeader("Content-Type"));
        return Http.body(request, HEAD_BYTES + NUMBER_BYTES * inputs.values(), options.patience().body())
                .map(body -> parse(body, csv))
                .compose(parsed -> predicted(parsed.input(), time, start, context).compose(probabilities -> answer(request, parsed, probabilities, start)));
    }

    private PredictRequest parse(Buffer body, boolean csv) {
        return csv
                ? CsvRequest.parse(body.toString(StandardCharsets.UTF_8), inputs, options.dropped())
                : PredictRequest.parse(body.getBytes(), inputs, options.dropped());
    }

    /** The kind of the body: JSON by default, and whatever {@code curl -d} calls it. */
    private static boolean isCsv(String contentType) {
        String type = contentType == null ? "application/json" : contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return switch (type) {
            case "text/csv" -> true;
            case "application/json", "text/json", "text/plain", "application/x-www-form-urlencoded" -> false;
            default -> throw new HttpException(415, "a body of type '" + type + "' is not read; send application/json or text/csv");
        };
    }

    private Duration time(HttpServerRequest request) {
        String asked = request.getHeader(ModelServer.TIMEOUT_HEADER);
        if (asked == null) {
            return options.patience().answer();
        }
        try {
            Duration time = Durations.parse(ModelServer.TIMEOUT_HEADER, asked);
            return time.compareTo(options.patience().answer()) < 0 ? time : options.patience().answer();
        } catch (IllegalArgumentException e) {
            throw HttpException.badRequest(e.getMessage());
        }
    }

    private Future<float[]> predicted(float[] input, Duration time, long start, Context context) {
        CompletableFuture<float[]> promised = queue.submit(input);
        long left = time.toMillis() - (System.nanoTime() - start) / 1_000_000;
        long timer = vertx.setTimer(Math.max(1, left), late -> promised.completeExceptionally(
                HttpException.later(504, "there was no answer within " + Durations.format(time), Duration.ofSeconds(1))));
        return Future.fromCompletionStage(promised, context).onComplete(done -> vertx.cancelTimer(timer));
    }

    private Future<Void> answer(HttpServerRequest request, PredictRequest parsed, float[] probabilities, long start) {
        int best = ReferenceProfile.best(probabilities);
        if (!Float.isFinite(probabilities[best])) {
            throw new HttpException(500, "the model failed: it gives no probability, but " + probabilities[best]);
        }
        String id = parsed.id().orElseGet(() -> UUID.randomUUID().toString());
        CapturedSample sample = new CapturedSample(
                id, clock.instant(), options.name(), classes.get(best), probabilities[best], parsed.input(), parsed.context());
        Map<String, String> slices = Contexts.slices(parsed.context());
        recorder.predicted(sample, slices, request.getHeader(ModelServer.MIRROR_HEADER) == null, (System.nanoTime() - start) / 1e9);
        labels.predicted(id, new LabelJoin.Prediction(sample.prediction(), sample.confidence(), sample.at(), slices));
        metrics.predicted(sample.prediction(), sample.confidence());
        HttpServerResponse response = request.response()
                .putHeader(ModelServer.MODEL_HEADER, options.name())
                .putHeader(ModelServer.ID_HEADER, id)
                .putHeader(ModelServer.PREDICTION_HEADER, Http.ascii(sample.prediction()))
                .putHeader(ModelServer.CONFIDENCE_HEADER, Float.toString(probabilities[best]));
        return Http.json(
                response,
                200,
                Json.object()
                        .put("id", id)
                        .put("prediction", sample.prediction())
                        .put("confidence", probabilities[best])
                        .put("model", options.name()));
    }
}
