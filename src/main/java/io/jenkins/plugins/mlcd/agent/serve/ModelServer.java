package io.jenkins.plugins.mlcd.agent.serve;

import io.jenkins.plugins.mlcd.agent.model.InputRefusedException;
import io.jenkins.plugins.mlcd.agent.model.Predictor;
import io.jenkins.plugins.mlcd.agent.profile.EmbeddingProjection;
import io.jenkins.plugins.mlcd.agent.profile.EmbeddingTap;
import io.jenkins.plugins.mlcd.agent.profile.FeatureExtractor;
import io.jenkins.plugins.mlcd.monitor.profile.Profile;
import io.jenkins.plugins.mlcd.record.Json;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Logger;
import java.util.stream.IntStream;

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

    /** How long the client waits for an answer, such as {@code 250ms}. */
    public static final String TIMEOUT_HEADER = "X-Mlcd-Timeout";

    /** Of captured rows: how many are left out because their number of inputs is not that of the newest. */
    public static final String LEFT_OUT_HEADER = "X-Mlcd-Left-Out";

    private static final Logger LOGGER = Logger.getLogger(ModelServer.class.getName());
    private static final int WARM_UP = 20;
    private static final int REMEMBERED = 100_000;

    private final ServeOptions options;
    private final InstantSource clock;
    private final Vertx vertx;
    private final Connections connections;
    private final Replicas replicas;
    private final HttpServer server;
    private final ServerMetrics metrics;
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile Optional<Served> served = Optional.empty();
    private volatile State state = State.LOADING;

    private enum State {
        LOADING,
        READY,
        /** Says that it is not ready, but takes what still comes. */
        DRAINING,
        ENDING
    }

    /** What exists only once a model is loaded. */
    private record Served(
            Predictor predictor, PredictionQueue queue, ProfileWindows windows, TrafficRecorder recorder, Predictions predictions, Labels labels) {}

    private ModelServer(ServeOptions options, InstantSource clock) throws IOException {
        this.options = options;
        this.clock = clock;
        this.metrics = new ServerMetrics(options.name());
        double started = clock.millis() / 1e3;
        metrics.gauge("process_start_time_seconds", "When the server started, in seconds since the epoch.", () -> started);
        metrics.gauge("mlcd_queue_length", "Requests that wait for the model.", () -> served.map(model -> model.queue.length()).orElse(0));
        metrics.gauge("mlcd_ready", "1 while it takes requests: from when the model can predict until the server is told to end.", () -> state == State.READY ? 1 : 0);
        metrics.gauge("mlcd_draining", "1 from when the server is told to end.", () -> state == State.DRAINING || state == State.ENDING ? 1 : 0);
        this.vertx = Http.vertx(1);
        this.replicas = new Replicas(vertx, options.replicas());
        this.connections = new Connections(vertx, options.patience());
        metrics.gauge("mlcd_connections", "Connections that are open.", connections::number);
        metrics.counter("mlcd_connections_refused_total", "Connections that were closed because there were too many.", connections::refused);
        metrics.counter("mlcd_connections_abandoned_total", "Connections that were closed because no request came.", connections::abandoned);
        Routes routes = routes();
        // A server that offers an upgrade to HTTP/2 does not tell of a connection before its first request is whole.
        this.server = Http.listen(vertx, Http.options(options.host(), options.port()).setHttp2ClearTextEnabled(false), request -> {
            connections.begun(request);
            routes.handle(request);
        }, connections);
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
        serve(predictor, features, Optional.empty(), Optional.empty());
    }

    /**
     * @param reference profile of the training data, from which the metrics tell how far the traffic is; empty for no such metrics
     * @param projection how embeddings of the model are projected, which are then profiled; empty when they are not
     */
    public void serve(Predictor predictor, FeatureExtractor features, Optional<Profile> reference, Optional<EmbeddingProjection> projection) throws IOException {
        InputReader inputs = new InputReader(predictor.description());
        if (features.inputs() != inputs.values()) {
            throw new IOException("the model takes " + inputs.values() + " values, but its features are of " + features.inputs());
        }
        boolean[] covered = inputs.covered(options.dropped());
        FeatureExtractor watched = WatchedFeatures.without(features, covered);
        for (int i = 0; i < WARM_UP; i++) {
            warmUp(predictor, inputs.values());
            watched.extract(new float[inputs.values()]);
        }
        ProfileWindows windows = new ProfileWindows(watched.names(), options.window(), clock);
        Optional<WindowDrift> drift = reference.map(trained -> new WindowDrift(trained, windows));
        drift.ifPresent(metrics::drift);
        TrafficRecorder recorder =
                new TrafficRecorder(watched, windows, capture(covered), metrics::dropped, () -> drift.ifPresent(WindowDrift::refresh));
        // What a network makes of an input tells of all its columns, those that must not be profiled among them.
        boolean whole = IntStream.range(0, covered.length).noneMatch(i -> covered[i]);
        Predictor tapped = projection.filter(known -> whole).<Predictor>map(known -> new EmbeddingTap(predictor, known, recorder::embedded)).orElse(predictor);
        PredictionQueue queue = new PredictionQueue(tapped, options.batching(), metrics);
        LabelJoin join = new LabelJoin(REMEMBERED, ProfileWindows.KEPT);
        Predictions predictions =
                new Predictions(options, clock, vertx, predictor.description().classes(), inputs, queue, recorder, join, metrics);
        served = Optional.of(new Served(predictor, queue, windows, recorder, predictions, new Labels(clock, join, recorder, metrics)));
        state = state == State.LOADING ? State.READY : state;
    }

    /** A function that takes no zeros is as warm as one that does. */
    private static void warmUp(Predictor predictor, int values) {
        try {
            predictor.predict(new float[1][values]);
        } catch (InputRefusedException e) {
            LOGGER.fine(() -> "the model takes no zeros: " + e.getMessage());
        }
    }

    private Optional<TrafficRecorder.Capture> capture(boolean[] covered) throws IOException {
        if (options.capture().isEmpty()) {
            return Optional.empty();
        }
        CaptureOptions wanted = options.capture().get();
        CaptureLog log = new CaptureLog(wanted.directory(), wanted.limits(), clock);
        metrics.counter("mlcd_capture_bytes_total", "Bytes that were written to capture files.", log::totalWritten);
        return Optional.of(new TrafficRecorder.Capture(log, wanted.rate(), wanted.requestBytes(), covered, new SplittableRandom()));
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
                .on("POST", "/feedback", request -> loaded().labels.handle(request))
                .on("GET", "/healthz", this::health)
                .on("GET", "/livez", request -> Http.json(request.response(), 200, Json.object().put("model", options.name()).put("alive", true)))
                .on("GET", "/readyz", this::readiness)
                .on("GET", "/metrics", request -> Http.metrics(request, metrics.registry()))
                .on("GET", "/profile", this::profile)
                .on("GET", "/capture.csv", this::captured);
    }

    private Served loaded() {
        return served.orElseThrow(() -> HttpException.later(503, "model " + options.name() + " is being loaded", Duration.ofSeconds(1)));
    }

    private Future<?> predict(HttpServerRequest request) {
        long start = System.nanoTime();
        Future<Void> answer = Http.guarded(() -> {
            if (state == State.ENDING) {
                throw draining();
            }
            if (state == State.DRAINING) {
                request.response().putHeader("Connection", "close");
            }
            return loaded().predictions.handle(request);
        });
        return answer.onComplete(done -> {
            double seconds = (System.nanoTime() - start) / 1e9;
            metrics.answered(done.succeeded() ? 200 : Http.status(done.cause()), seconds);
            if (done.failed()) {
                served.ifPresent(model -> model.recorder.failed(Http.status(done.cause()), seconds));
            }
        });
    }

    private HttpException draining() {
        return HttpException.later(503, "the server of model " + options.name() + " is ending", Duration.ofSeconds(1));
    }

    private Future<?> health(HttpServerRequest request) {
        loaded();
        return Http.json(request.response(), 200, Json.object().put("model", options.name()).put("ready", state == State.READY));
    }

    private Future<?> readiness(HttpServerRequest request) {
        loaded();
        if (state != State.READY) {
            throw draining();
        }
        return health(request);
    }

    private Future<?> profile(HttpServerRequest request) {
        Served model = loaded();
        Optional<Instant> from = Http.instant(request, "from");
        Optional<Instant> to = Http.instant(request, "to");
        Http.requireOrder(from, to);
        String span = from.map(time -> "from=" + time + "&").orElse("") + to.map(time -> "to=" + time).orElse("");
        Future<Profile> merged = Http.flag(request, "replicas") ? replicas.profile(span) : vertx.executeBlocking(() -> model.windows.merged(from, to), false);
        return merged.compose(profile -> vertx.executeBlocking(profile::toJson, false))
                .compose(json -> request.response().putHeader("Content-Type", "application/json").end(Buffer.buffer(json)));
    }

    private Future<?> captured(HttpServerRequest request) {
        CaptureQuery query = CaptureQuery.of(request);
        return options.capture()
                .map(capture -> Http.csv(vertx, request, sink -> new CaptureReader(capture.directory())
                        .csv(query, sink, leftOut -> request.response().putHeader(LEFT_OUT_HEADER, Integer.toString(leftOut)))))
                .orElseThrow(() -> new HttpException(404, "nothing is captured; start the server with --capture"));
    }

    /**
     * Says that it is not ready at once; goes on to take requests for {@link Patience#drain()}; then takes no new connections, answers what has
     * been asked (at most 10 seconds), writes the capture out and ends.
     */
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        state = State.DRAINING;
        if (served.isPresent()) {
            pause(options.patience().drain());
        }
        state = State.ENDING;
        Http.end(server.shutdown(10, TimeUnit.SECONDS));
        served.ifPresent(model -> {
            model.queue.close();
            model.recorder.close();
            model.predictor.close();
        });
        Http.end(vertx.close());
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
