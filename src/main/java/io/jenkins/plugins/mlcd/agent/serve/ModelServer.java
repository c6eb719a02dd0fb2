package io.jenkins.plugins.mlcd.agent.serve;

import io.jenkins.plugins.mlcd.agent.model.Predictor;
import io.jenkins.plugins.mlcd.agent.profile.FeatureExtractor;
import io.jenkins.plugins.mlcd.agent.profile.ReferenceProfile;
import io.jenkins.plugins.mlcd.monitor.profile.Profile;
import io.jenkins.plugins.mlcd.record.Json;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Serves one model over HTTP by the table "A model server" of docs/reference/protocol.md. It listens at once and answers 503
 * until {@link #serve} has warmed the model up.
 */
public final class ModelServer implements AutoCloseable {

    public static final String MODEL_HEADER = "X-Mlcd-Model";
    public static final String ID_HEADER = "X-Mlcd-Id";
    public static final String PREDICTION_HEADER = "X-Mlcd-Prediction";
    public static final String CONFIDENCE_HEADER = "X-Mlcd-Confidence";

    /** Of a request that is a copy for a canary: its answer reaches nobody. */
    public static final String MIRROR_HEADER = "X-Mlcd-Mirror";

    private static final int WARM_UP = 20;
    private static final int REMEMBERED = 100_000;
    private static final int FEEDBACK_BYTES = 4_096;

    /** Room for a number as text, in bytes; the longest double has 24 characters. */
    private static final int NUMBER_BYTES = 32;

    private final ServeOptions options;
    private final InstantSource clock;
    private final Vertx vertx;
    private final HttpServer server;
    private final ServerMetrics metrics;
    private final RecentPredictions<String> recent = new RecentPredictions<>(REMEMBERED);
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile Served served;

    /** What exists only once a model is loaded. */
    private record Served(
            Predictor predictor, List<String> classes, int inputs, PredictionQueue queue, ProfileWindows windows, TrafficRecorder recorder) {}

    private ModelServer(ServeOptions options, InstantSource clock) throws IOException {
        this.options = options;
        this.clock = clock;
        this.metrics = new ServerMetrics(options.name());
        metrics.gauge("mlcd_queue_length", "Requests that wait for the model.", () -> served == null ? 0 : served.queue.length());
        double started = clock.millis() / 1e3;
        metrics.gauge("process_start_time_seconds", "When the server started, in seconds since the epoch.", () -> started);
        metrics.gauge("mlcd_ready", "1 once the model can predict.", () -> served == null ? 0 : 1);
        this.vertx = Http.vertx(1);
        this.server = Http.listen(vertx, options.host(), options.port(), routes());
    }

    /**
     * Starts to listen.
     *
     * @throws PortTakenException when another process has the port
     */
    public static ModelServer listen(ServeOptions options, InstantSource clock) throws IOException {
        return new ModelServer(options, clock);
    }

    /** Warms {@code predictor} up and serves it from then on; it is closed with the server. */
    public void serve(Predictor predictor, FeatureExtractor features) throws IOException {
        serve(predictor, features, Optional.empty());
    }

    /** @param reference profile of the training data, from which the metrics tell how far the traffic is; empty for no such metrics */
    public void serve(Predictor predictor, FeatureExtractor features, Optional<Profile> reference) throws IOException {
        int inputs = predictor.description().input().values();
        if (features.inputs() != inputs) {
            throw new IOException("the model takes " + inputs + " values, but its features are of " + features.inputs());
        }
        for (int i = 0; i < WARM_UP; i++) {
            predictor.predict(new float[1][inputs]);
            features.extract(new float[inputs]);
        }
        ProfileWindows windows = new ProfileWindows(features.names(), options.window(), clock);
        Optional<CaptureLog> capture = options.capture().isPresent()
                ? Optional.of(new CaptureLog(options.capture().get(), CaptureLog.SEGMENT_BYTES, options.captureBytes(), clock))
                : Optional.empty();
        Optional<WindowDrift> drift = reference.map(trained -> new WindowDrift(trained, windows));
        drift.ifPresent(metrics::drift);
        TrafficRecorder recorder = new TrafficRecorder(
                features, windows, capture, options.captureRate(), new SplittableRandom(), metrics::dropped, () -> drift.ifPresent(WindowDrift::refresh));
        List<String> classes = predictor.description().classes();
        served = new Served(predictor, classes, inputs, new PredictionQueue(predictor, options.queue()), windows, recorder);
    }

    public int port() {
        return server.actualPort();
    }

    public String url() {
        return "http://" + options.host() + ":" + port();
    }

    /** The line that {@code mlcd serve} prints once it can predict; whoever started it reads the URL from it. */
    public static String readyLine(String model, String url) {
        return "serving " + model + " on " + url;
    }

    private Routes routes() {
        return new Routes()
                .on("POST", "/predict", this::predict)
                .on("POST", "/feedback", this::feedback)
                .on("GET", "/healthz", this::health)
                .on("GET", "/metrics", request -> Http.metrics(request, metrics.registry()))
                .on("GET", "/profile", this::profile)
                .on("GET", "/capture.csv", this::captured);
    }

    private Served ready() {
        Served now = served;
        if (now == null) {
            throw new HttpException(503, "model " + options.name() + " is being loaded");
        }
        return now;
    }

    private Future<?> predict(HttpServerRequest request) {
        long start = System.nanoTime();
        Context context = vertx.getOrCreateContext();
        Future<Void> answer = Http.guarded(() -> {
            Served model = ready();
            return Http.body(request, FEEDBACK_BYTES + NUMBER_BYTES * model.inputs)
                    .map(body -> PredictRequest.parse(body.getBytes(), model.inputs))
                    .compose(parsed -> Future.fromCompletionStage(model.queue.submit(parsed.input()), context)
                            .compose(probabilities -> answer(request, model, parsed, probabilities)));
        });
        return answer.onComplete(done -> metrics.answered(
                done.succeeded() ? 200 : Http.status(done.cause()), (System.nanoTime() - start) / 1e9));
    }

    private Future<Void> answer(HttpServerRequest request, Served model, PredictRequest parsed, float[] probabilities) {
        int best = ReferenceProfile.best(probabilities);
        if (!Float.isFinite(probabilities[best])) {
            throw new HttpException(500, "the model failed: it gives no probability, but " + probabilities[best]);
        }
        String id = parsed.id().orElseGet(() -> UUID.randomUUID().toString());
        CapturedSample sample = new CapturedSample(
                id, clock.instant(), options.name(), model.classes.get(best), probabilities[best], parsed.input());
        model.recorder.predicted(sample, request.getHeader(MIRROR_HEADER) == null);
        recent.put(id, sample.prediction());
        metrics.predicted(sample.prediction(), sample.confidence());
        request.response()
                .putHeader(MODEL_HEADER, options.name())
                .putHeader(ID_HEADER, id)
                .putHeader(PREDICTION_HEADER, Http.ascii(sample.prediction()))
                .putHeader(CONFIDENCE_HEADER, Float.toString(probabilities[best]));
        return Http.json(
                request.response(),
                200,
                Json.object()
                        .put("id", id)
                        .put("prediction", sample.prediction())
                        .put("confidence", probabilities[best])
                        .put("model", options.name()));
    }

    private Future<?> feedback(HttpServerRequest request) {
        Served model = ready();
        return Http.body(request, FEEDBACK_BYTES).map(Http::object).map(Feedback::of).compose(feedback -> {
            Optional<String> prediction = recent.take(feedback.id());
            metrics.feedback(prediction.map(p -> p.equals(feedback.label()) ? "correct" : "wrong").orElse("unknown"));
            model.recorder.labelled(feedback, clock.instant());
            return Http.json(request.response(), 202, Json.object().put("id", feedback.id()).put("known", prediction.isPresent()));
        });
    }

    private Future<?> health(HttpServerRequest request) {
        ready();
        return Http.json(request.response(), 200, Json.object().put("model", options.name()).put("ready", true));
    }

    private Future<?> profile(HttpServerRequest request) {
        Served model = ready();
        Optional<Instant> from = Http.instant(request, "from");
        Optional<Instant> to = Http.instant(request, "to");
        Callable<String> merge = () -> model.windows.merged(from, to).toJson();
        return vertx.executeBlocking(merge, false)
                .compose(json -> request.response().putHeader("Content-Type", "application/json").end(Buffer.buffer(json)));
    }

    private Future<?> captured(HttpServerRequest request) {
        CaptureQuery query = CaptureQuery.of(request);
        return options.capture()
                .map(directory -> Http.csv(vertx, request, sink -> new CaptureReader(directory).csv(query, sink)))
                .orElseThrow(() -> new HttpException(404, "nothing is captured; start the server with --capture"));
    }

    /** Takes no new connections, answers what has been asked (at most 10 seconds), writes the capture out and ends. */
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        Http.end(server.shutdown(10, TimeUnit.SECONDS));
        Served model = served;
        if (model != null) {
            model.queue.close();
            model.recorder.close();
            model.predictor.close();
        }
        Http.end(vertx.close());
    }
}
