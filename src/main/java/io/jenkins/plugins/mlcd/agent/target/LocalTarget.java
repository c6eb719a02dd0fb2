package io.jenkins.plugins.mlcd.agent.target;

import io.jenkins.plugins.mlcd.agent.serve.CaptureLog;
import io.jenkins.plugins.mlcd.agent.serve.CaptureQuery;
import io.jenkins.plugins.mlcd.agent.serve.CaptureReader;
import io.jenkins.plugins.mlcd.agent.serve.Http;
import io.jenkins.plugins.mlcd.agent.serve.HttpException;
import io.jenkins.plugins.mlcd.agent.serve.RecentPredictions;
import io.jenkins.plugins.mlcd.agent.serve.Routes;
import io.jenkins.plugins.mlcd.record.Json;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** A deployment target: puts the parts together, listens on both ports, and ends in order. */
public final class LocalTarget implements AutoCloseable {

    private static final int REMEMBERED = 100_000;

    /** Threads that pass requests on: as many as there are processors, but a machine has other work, too. */
    private static final int LOOPS = Math.max(2, Math.min(8, Runtime.getRuntime().availableProcessors()));

    private final TargetOptions options;
    private final TargetFiles files;
    private final Deployments deployments;
    private final Vertx vertx = Http.vertx(LOOPS);
    private final List<TrafficProxy> proxies = new ArrayList<>();
    private final HttpClient client = TrafficProxy.client(vertx);
    private final CaptureLog labels;
    private final AdminApi admin;
    private final List<HttpServer> dataServers;
    private final HttpServer adminServer;
    private final AtomicBoolean closed = new AtomicBoolean();

    /** Makes a launcher once the target has its directory. */
    @FunctionalInterface
    public interface Launchers {
        ServerLauncher create(Path logs, Path capture) throws IOException;
    }

    private LocalTarget(TargetOptions options, TargetFiles files, Launchers launchers, InstantSource clock) throws IOException {
        this.options = options;
        this.files = files;
        this.deployments = new Deployments(files, launchers.create(files.logs(), files.capture()), clock);
        Traffic traffic = new Traffic(clock);
        RecentPredictions<TrafficProxy.Routed> recent = new RecentPredictions<>(REMEMBERED);
        RecentPredictions<TrafficProxy.Routed> mirrored = new RecentPredictions<>(REMEMBERED);
        this.labels = new CaptureLog(files.capture(), CaptureLog.SEGMENT_BYTES, CaptureLog.TOTAL_BYTES, clock);
        FeedbackIntake feedback = new FeedbackIntake(vertx, deployments::current, traffic, recent, mirrored, client, labels, clock);
        Profiles profiles = new Profiles(deployments, client);
        TargetMetrics metrics = new TargetMetrics(deployments::current, traffic);
        TrafficProxy.Shared shared =
                new TrafficProxy.Shared(deployments::current, traffic, recent, mirrored, options.affinity().map(Cookies::new));
        SplittableRandom random = new SplittableRandom(options.seed());
        List<Routes> routes = new ArrayList<>();
        for (int loop = 0; loop < LOOPS; loop++) {
            TrafficProxy proxy = new TrafficProxy(vertx, shared, random.split());
            proxies.add(proxy);
            routes.add(routes(proxy, feedback, metrics, profiles));
        }
        this.dataServers = Http.listen(vertx, options.host(), options.port(), routes);
        this.admin = new AdminApi(
                vertx, files.token(), files, deployments, traffic, profiles, new AdminApi.Identity(options.name(), dataUrl()));
        this.adminServer = Http.listen(vertx, TargetOptions.LOOPBACK, options.adminPort(), admin.routes());
    }

    private Routes routes(TrafficProxy proxy, FeedbackIntake feedback, TargetMetrics metrics, Profiles profiles) {
        return new Routes()
                .on("POST", "/predict", proxy::handle)
                .on("POST", "/feedback", feedback::handle)
                .on("GET", "/healthz", this::health)
                .on("GET", "/metrics", request -> Http.metrics(request, metrics.registry()))
                .on("GET", "/profile", profiles::handle)
                .on("GET", "/capture.csv", this::captured);
    }

    /**
     * Listens, starts what was deployed when the target last ended, and then writes {@code target.json}.
     *
     * @throws io.jenkins.plugins.mlcd.agent.serve.PortTakenException when a port belongs to another process
     * @throws IOException when another target has the directory
     */
    public static LocalTarget start(TargetOptions options, Launchers launchers, InstantSource clock)
            throws IOException, InterruptedException {
        TargetFiles files = TargetFiles.open(options.directory());
        LocalTarget target;
        try {
            files.withdraw();
            target = new LocalTarget(options, files, launchers, clock);
        } catch (IOException | RuntimeException e) {
            files.close();
            throw e;
        }
        try {
            target.deployments.restore();
            files.announce(options.name(), target.dataUrl(), target.adminUrl());
            return target;
        } catch (IOException | InterruptedException | RuntimeException e) {
            target.close();
            throw e;
        }
    }

    public String dataUrl() {
        return "http://" + options.host() + ":" + dataServers.get(0).actualPort();
    }

    public String adminUrl() {
        return "http://" + TargetOptions.LOOPBACK + ":" + adminServer.actualPort();
    }

    private Future<?> health(HttpServerRequest request) {
        Deployment now = deployments.current();
        if (now.stable().flatMap(DeployedModel::url).isEmpty()) {
            throw new HttpException(503, "no stable version answers requests");
        }
        return Http.json(
                request.response(), 200, Json.object().put("model", now.stable().get().model()).put("ready", true));
    }

    private Future<?> captured(HttpServerRequest request) {
        CaptureQuery query = CaptureQuery.of(request);
        return Http.csv(vertx, request, sink -> new CaptureReader(files.capture()).csv(query, sink));
    }

    /** Takes no more requests, finishes those under way, stops the model servers, and gives the directory back. */
    @Override
    public void close() throws IOException {
        if (closed.getAndSet(true)) {
            return;
        }
        files.withdraw();
        admin.close();
        List<Future<?>> ending = new ArrayList<>(List.of(adminServer.shutdown(1, TimeUnit.SECONDS)));
        dataServers.forEach(server -> ending.add(server.shutdown(10, TimeUnit.SECONDS)));
        Http.end(Future.join(ending));
        deployments.close();
        proxies.forEach(proxy -> Http.end(proxy.close()));
        Http.end(client.close());
        Http.end(vertx.close());
        synchronized (labels) {
            labels.close();
        }
        files.close();
    }
}
