package io.jenkins.plugins.mlcd.kubernetes;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.PoolOptions;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyResponse;
import java.net.InetAddress;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/**
 * An API server for tests: the CRUD mock of the client's own makers, behind a proxy that serves the logs of pods, answers with
 * faults when told to, and can cut all connections.
 */
public final class FakeCluster implements AutoCloseable {

    /** These tell of every request and of every connection that is cut on purpose. */
    private static final List<Logger> CHATTY = List.of(
            Logger.getLogger("io.fabric8"), Logger.getLogger("io.vertx"), Logger.getLogger("okhttp3"));

    private final KubernetesMockServer mock;
    private final Vertx vertx = Vertx.vertx();
    private final HttpServer front;
    private final HttpProxy proxy;
    private final Map<String, PodLog> logs = new ConcurrentHashMap<>();
    private final Set<HttpConnection> connections = ConcurrentHashMap.newKeySet();
    private final Queue<Fault> faults = new ConcurrentLinkedQueue<>();
    private final Queue<Fault> lost = new ConcurrentLinkedQueue<>();
    private final Queue<Race> races = new ConcurrentLinkedQueue<>();
    private final Map<String, Integer> seen = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> byAgent = new ConcurrentHashMap<>();

    private final Map<String, UnaryOperator<String>> servers = new ConcurrentHashMap<>();

    private volatile boolean watches = true;

    /** The mock finds nothing by the object that events are about; whoever asks gets all of them. */
    private static final class AllEvents implements ProxyInterceptor {
        @Override
        public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
            String uri = context.request().getURI();
            if (uri.contains("/events?") && uri.contains("involvedObject")) {
                context.request().setURI(uri.substring(0, uri.indexOf('?')));
            }
            return context.sendRequest();
        }
    }

    /** The server does what it is told, but whoever asked does not learn it. */
    private final class LostAnswers implements ProxyInterceptor {
        @Override
        public Future<Void> handleProxyResponse(ProxyContext context) {
            String uri = context.request().getURI().replaceFirst("\\?.*", "");
            if (lost.removeIf(fault -> fault.fits(context.request().getMethod().name(), uri))) {
                context.response().setStatusCode(504);
            }
            return context.sendResponse();
        }
    }

    /** @param code 0 for no answer at all */
    private record Fault(String method, String path, int code, String message) {

        boolean fits(String requestMethod, String requestPath) {
            return requestMethod.equals(method) && requestPath.endsWith(path);
        }
    }

    private record Race(Fault request, Runnable first) {}

    public FakeCluster() throws Exception {
        CHATTY.forEach(logger -> logger.setLevel(Level.OFF));
        mock = new KubernetesMockServer(new Context(Serialization.jsonMapper()), new MockWebServer(), new HashMap<>(), new KubernetesCrudDispatcher(), false);
        mock.init(InetAddress.getByName("127.0.0.1"), 0);
        HttpClient origin = vertx.createHttpClient(new PoolOptions().setHttp1MaxSize(500));
        proxy = HttpProxy.reverseProxy(origin).origin(mock.getPort(), "127.0.0.1").addInterceptor(new AllEvents()).addInterceptor(new LostAnswers());
        front = vertx.createHttpServer().connectionHandler(this::connected).requestHandler(this::handle);
        front.listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private void connected(HttpConnection connection) {
        connections.add(connection);
        connection.closeHandler(closed -> connections.remove(connection));
    }

    private void handle(HttpServerRequest request) {
        boolean watch = request.query() != null && request.query().contains("watch=true");
        String what = (watch ? "WATCH" : request.method().name()) + " " + request.path().replaceAll("^.*/namespaces/[^/]+", "");
        seen.merge(what, 1, Integer::sum);
        byAgent.computeIfAbsent(String.valueOf(request.getHeader("User-Agent")), agent -> ConcurrentHashMap.newKeySet()).add(what);
        if (watch && !watches) {
            request.response().setStatusCode(403).end();
            return;
        }
        for (Fault fault : faults) {
            if (fault.fits(request.method().name(), request.path()) && faults.remove(fault)) {
                if (fault.code() == 0) {
                    return;
                }
                request.response().setStatusCode(fault.code()).putHeader("Content-Type", "application/json").end("""
                        {"kind": "Status", "apiVersion": "v1", "status": "Failure", "code": %d, "message": "%s"}""".formatted(fault.code(), fault.message()));
                return;
            }
        }
        for (Race race : races) {
            if (race.request().fits(request.method().name(), request.path()) && races.remove(race)) {
                request.pause();
                vertx.executeBlocking(() -> {
                    race.first().run();
                    return null;
                }).onComplete(done -> proxy.handle(request));
                return;
            }
        }
        if (request.path().contains("/proxy/")) {
            String pod = request.path().replaceAll("^.*/pods/([^/]+)/proxy/.*$", "$1");
            String answer = servers.getOrDefault(pod, uri -> null).apply(request.uri().replaceAll("^.*/proxy", ""));
            request.response().setStatusCode(answer == null ? 503 : 200).end(answer == null ? "no endpoints available for " + pod : answer);
            return;
        }
        if (request.path().endsWith("/log")) {
            String[] parts = request.path().split("/");
            log(parts[parts.length - 2]).serve(request);
        } else {
            proxy.handle(request);
        }
    }

    /** The next request of this method whose path ends so is answered with an error. */
    public void fail(String method, String path, int code, String message) {
        faults.add(new Fault(method, path, code, message.replace("\"", "\\\"")));
    }

    /** The next request of this method whose path ends so is never answered. */
    public void stall(String method, String path) {
        faults.add(new Fault(method, path, 0, ""));
    }

    /** The next request of this method whose path ends so is carried out, but answered with 504. */
    public void loseAnswer(String method, String path) {
        lost.add(new Fault(method, path, 0, ""));
    }

    /** Does something on the server just before it gets the next request of this method whose path ends so. */
    public void before(String method, String path, Runnable first) {
        races.add(new Race(new Fault(method, path, 0, ""), first));
    }

    /** From now on nothing can be watched. */
    public void forbidWatches() {
        watches = false;
        cutConnections();
    }

    /** Cuts every connection: watches and logs drop. */
    public void cutConnections() {
        List.copyOf(connections).forEach(HttpConnection::close);
    }

    /** How often a request was made, such as {@code "POST /jobs"}. */
    public int requests(String what) {
        return seen.getOrDefault(what, 0);
    }

    /** Every kind of request that was made, such as {@code "GET /pods/x/log"}; watches are {@code "WATCH /pods"}. */
    public Set<String> requests() {
        return Set.copyOf(seen.keySet());
    }

    /** Those of them that a client with this user agent made. */
    public Set<String> requestsBy(String userAgent) {
        return Set.copyOf(byAgent.getOrDefault(userAgent, Set.of()));
    }

    /**
     * Answers what is asked of a pod through the API server.
     *
     * @param pod name and port, {@code digits-1:8080}
     * @param server tells the body for a path and query; null for none
     */
    public void serve(String pod, UnaryOperator<String> server) {
        servers.put(pod, server);
    }

    /** How to reach it. */
    public Config config() {
        return new ConfigBuilder(Config.empty())
                .withMasterUrl("http://127.0.0.1:" + front.actualPort())
                .withNamespace("ml")
                .withRequestRetryBackoffLimit(0)
                .withWatchReconnectInterval(100)
                .withHttp2Disable(true)
                .build();
    }

    public KubernetesClient client() {
        return new KubernetesClientBuilder().withConfig(config()).build();
    }

    PodLog log(String pod) {
        return logs.computeIfAbsent(pod, name -> new PodLog());
    }

    @Override
    public void close() {
        vertx.close();
        mock.destroy();
    }

    /** The log of a pod's only container. */
    static final class PodLog {

        private final List<String> lines = new ArrayList<>();
        private final List<HttpServerRequest> followers = new ArrayList<>();
        private boolean ended;

        synchronized void print(Instant at, String line) {
            lines.add(at + " " + line + "\n");
            followers.forEach(follower -> follower.response().write(lines.get(lines.size() - 1)));
        }

        synchronized void end() {
            ended = true;
            followers.forEach(follower -> follower.response().end());
            followers.clear();
        }

        private synchronized void serve(HttpServerRequest request) {
            Instant since = request.getParam("sinceTime") == null ? Instant.MIN : Instant.parse(request.getParam("sinceTime")).truncatedTo(ChronoUnit.SECONDS);
            String so = lines.stream().filter(line -> !Instant.parse(line.substring(0, line.indexOf(' '))).isBefore(since)).collect(Collectors.joining());
            if (!"true".equals(request.getParam("follow")) || ended) {
                request.response().end(so);
                return;
            }
            request.response().setChunked(true).write(so);
            followers.add(request);
            request.response().closeHandler(closed -> forget(request));
        }

        private synchronized void forget(HttpServerRequest request) {
            followers.remove(request);
        }
    }
}
