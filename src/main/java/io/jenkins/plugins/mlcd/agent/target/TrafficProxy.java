package io.jenkins.plugins.mlcd.agent.target;

import io.jenkins.plugins.mlcd.agent.serve.Http;
import io.jenkins.plugins.mlcd.agent.serve.ModelServer;
import io.jenkins.plugins.mlcd.agent.serve.RecentPredictions;
import io.jenkins.plugins.mlcd.record.Json;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyResponse;
import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Sends each prediction request to the stable version or the canary by the weight, streams both ways, and counts what came
 * of it by model. Requests that were under way when the weights change are finished by the model that has them.
 */
final class TrafficProxy implements Handler<HttpServerRequest>, ProxyInterceptor {

    private static final String ROUTE = "mlcd-route";
    private static final int CONNECTIONS = 256;
    private static final int CONNECT_MILLIS = 2_000;
    private static final int IDLE_SECONDS = 60;

    /** Shorter than a model server keeps an idle connection, so that a request never meets one that is being closed. */
    private static final int KEEP_ALIVE_SECONDS = 30;

    private final Supplier<Deployment> deployment;
    private final Traffic traffic;
    private final RecentPredictions<Routed> recent;
    private final RandomGenerator random;
    private final HttpClient client;
    private final HttpProxy proxy;

    /** What was predicted by whom, for the true label that may come later. */
    record Routed(String model, String prediction) {}

    /** A request on its way. */
    private record Route(DeployedModel model, long startNanos) {}

    /** @param random used on one thread */
    TrafficProxy(
            Vertx vertx,
            Supplier<Deployment> deployment,
            Traffic traffic,
            RecentPredictions<Routed> recent,
            RandomGenerator random) {
        this.deployment = deployment;
        this.traffic = traffic;
        this.recent = recent;
        this.random = random;
        this.client = vertx.createHttpClient(
                new HttpClientOptions().setKeepAliveTimeout(KEEP_ALIVE_SECONDS).setTcpNoDelay(true).setIdleTimeout(IDLE_SECONDS),
                new PoolOptions().setHttp1MaxSize(CONNECTIONS));
        this.proxy = HttpProxy.reverseProxy(client).origin(this::origin).addInterceptor(this);
    }

    HttpClient client() {
        return client;
    }

    @Override
    public void handle(HttpServerRequest request) {
        proxy.handle(request);
    }

    @Override
    public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
        Optional<DeployedModel> chosen = enter();
        if (chosen.isEmpty()) {
            return Future.succeededFuture(problem(context, 503, "no model is deployed"));
        }
        Route route = new Route(chosen.get(), System.nanoTime());
        context.set(ROUTE, route);
        return context.sendRequest()
                .otherwise(error -> problem(context, 502, "model " + route.model.model() + " did not answer: " + error.getMessage()))
                .onComplete(answer -> finished(context, route, answer.result()));
    }

    /** A model that drains takes no more: it is out of the deployment already, so the next look finds another. */
    private Optional<DeployedModel> enter() {
        while (true) {
            Optional<DeployedModel> chosen = deployment.get().choose(random);
            if (chosen.isEmpty() || chosen.get().enter()) {
                return chosen;
            }
        }
    }

    private Future<HttpClientRequest> origin(ProxyContext context) {
        Route route = context.get(ROUTE, Route.class);
        Optional<URI> url = route.model.url();
        if (url.isEmpty()) {
            return Future.failedFuture("its server is being started");
        }
        return client.request(new RequestOptions()
                .setHost(url.get().getHost())
                .setPort(url.get().getPort())
                .setConnectTimeout(CONNECT_MILLIS));
    }

    /** Counts on the answer's head; the model is left when the client has the whole answer, or has gone. */
    private void finished(ProxyContext context, Route route, ProxyResponse answer) {
        TrafficCounters counters = traffic.of(route.model.model());
        counters.answered(answer.getStatusCode(), (System.nanoTime() - route.startNanos) / 1e6);
        MultiMap headers = answer.headers();
        String id = headers.get(ModelServer.ID_HEADER);
        String confidence = headers.get(ModelServer.CONFIDENCE_HEADER);
        String prediction = headers.get(ModelServer.PREDICTION_HEADER);
        if (answer.getStatusCode() == 200 && id != null && confidence != null && prediction != null) {
            counters.confidence(Double.parseDouble(confidence));
            recent.put(id, new Routed(route.model.model(), prediction));
        }
        headers.set(ModelServer.MODEL_HEADER, route.model.model());
    }

    @Override
    public Future<Void> handleProxyResponse(ProxyContext context) {
        Route route = context.get(ROUTE, Route.class);
        Future<Void> sent = context.sendResponse();
        return route == null ? sent : sent.onComplete(done -> route.model.leave());
    }

    private static ProxyResponse problem(ProxyContext context, int status, String message) {
        context.request().release();
        Buffer body = Buffer.buffer(Json.line(Json.object().put("error", message)));
        return context.request()
                .response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .setBody(Body.body(body));
    }

    void close() {
        Http.end(client.close());
    }
}
