package io.jenkins.plugins.mlcd.agent.target;

import io.jenkins.plugins.mlcd.agent.serve.HttpException;
import io.jenkins.plugins.mlcd.agent.serve.ModelServer;
import io.jenkins.plugins.mlcd.agent.serve.RecentPredictions;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Sends each prediction request to the stable version or the canary by the split, and counts what came of it by model. Requests that
 * were under way when the split changes are finished by the model that has them. Each event loop has its own, with its own connections to the
 * model servers, so that a request stays on one thread.
 */
final class TrafficProxy {

    private static final int CONNECTIONS = 256;

    /** More requests than this wait for a connection only on a server that is far behind; they are told so at once. */
    private static final int WAITING = 1_024;

    private static final int CONNECT_MILLIS = 2_000;
    private static final int IDLE_SECONDS = 60;

    /** Shorter than a model server keeps an idle connection, so that a request never meets one that is being closed. */
    private static final int KEEP_ALIVE_SECONDS = 30;

    private final Shared shared;
    private final RandomGenerator random;
    private final HttpClient client;
    private final Mirror mirror;

    /** What was predicted by whom, for the true label that may come later. */
    record Routed(String model, String prediction, double confidence) {}

    /**
     * What the proxies of all event loops have in common.
     *
     * @param recent predictions that users got
     * @param mirrored predictions of copies, which nobody got
     * @param affinity the cookie that keeps a session with its version; empty for none
     */
    record Shared(
            Supplier<Deployment> deployment,
            Traffic traffic,
            RecentPredictions<Routed> recent,
            RecentPredictions<Routed> mirrored,
            Optional<Cookies> affinity) {}

    /** @param random used on one thread */
    TrafficProxy(Vertx vertx, Shared shared, RandomGenerator random) {
        this.shared = shared;
        this.random = random;
        this.client = client(vertx);
        this.mirror = new Mirror(shared.traffic, (model, answer) -> predicted(model, answer.headers(), shared.mirrored));
    }

    /** A client of model servers. */
    static HttpClient client(Vertx vertx) {
        return vertx.createHttpClient(
                new HttpClientOptions()
                        .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
                        .setConnectTimeout(CONNECT_MILLIS)
                        .setTcpNoDelay(true)
                        .setIdleTimeout(IDLE_SECONDS),
                new PoolOptions().setHttp1MaxSize(CONNECTIONS).setMaxWaitQueueSize(WAITING));
    }

    /** Who answers, and in what session. */
    private record Chosen(DeployedModel model, Optional<DeployedModel> copyTo, Optional<String> cookie) {}

    /** @throws HttpException 503 when no model is deployed */
    Future<?> handle(HttpServerRequest request) {
        long start = System.nanoTime();
        Chosen chosen = enter(request);
        long length = request.headers().contains("transfer-encoding") ? -1 : Math.max(0, ProxyHeaders.length(request.headers()));
        Exchange exchange = new Exchange(request, chosen.model, chosen.cookie, outcome(chosen.model), start);
        if (Exchange.inOnePiece(length)) {
            request.body().onSuccess(body -> {
                exchange.send(connect(chosen.model, request), Optional.of(body));
                chosen.copyTo.ifPresent(canary -> mirror.send(request, canary, connect(canary, request), body));
            }).onFailure(gone -> chosen.model.leave()).onFailure(gone -> chosen.copyTo.ifPresent(DeployedModel::leave));
        } else {
            chosen.copyTo.ifPresent(DeployedModel::leave);
            request.pause();
            exchange.send(connect(chosen.model, request), Optional.empty());
        }
        return Future.succeededFuture();
    }

    /** A model that drains takes no more: it is out of the deployment already, so the next look finds another. */
    private Chosen enter(HttpServerRequest request) {
        Optional<String> known = shared.affinity.flatMap(cookies -> cookies.session(request));
        Optional<String> fresh = shared.affinity.isPresent() && known.isEmpty() ? Optional.of(Cookies.fresh(random)) : Optional.empty();
        Sender sender = new Sender(request);
        while (true) {
            Deployment now = shared.deployment.get();
            DeployedModel chosen = now.choose(sender, known.or(() -> fresh), random)
                    .orElseThrow(() -> new HttpException(503, "no model is deployed"));
            if (chosen.enter()) {
                Optional<DeployedModel> copyTo = mirror.full() ? Optional.empty() : now.mirror(chosen, random).filter(DeployedModel::enter);
                return new Chosen(chosen, copyTo, fresh.map(session -> shared.affinity.get().header(session)));
            }
        }
    }

    private record Sender(HttpServerRequest request) implements Deployment.Sender {

        @Override
        public Optional<String> header(String name) {
            return Optional.ofNullable(request.getHeader(name));
        }

        @Override
        public Optional<String> cookie(String name) {
            return Optional.ofNullable(request.getCookie(name)).map(Cookie::getValue);
        }
    }

    private Future<HttpClientRequest> connect(DeployedModel model, HttpServerRequest request) {
        Optional<URI> url = model.url();
        if (url.isEmpty()) {
            return Future.failedFuture("its server is being started");
        }
        return client.request(new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setHost(url.get().getHost())
                .setPort(url.get().getPort())
                .setURI(request.uri()));
    }

    private Exchange.Outcome outcome(DeployedModel model) {
        TrafficCounters counters = shared.traffic.of(model.model());
        return new Exchange.Outcome() {
            @Override
            public void answered(HttpClientResponse answer, double millis) {
                counters.answered(answer.statusCode(), millis);
                if (answer.statusCode() == 200) {
                    predicted(model.model(), answer.headers(), shared.recent);
                }
            }

            @Override
            public void failed(double millis) {
                counters.answered(502, millis);
            }

            @Override
            public void over() {
                model.leave();
            }
        };
    }

    private void predicted(String model, MultiMap headers, RecentPredictions<Routed> kept) {
        String id = headers.get(ModelServer.ID_HEADER);
        String confidence = headers.get(ModelServer.CONFIDENCE_HEADER);
        String prediction = headers.get(ModelServer.PREDICTION_HEADER);
        if (id != null && confidence != null && prediction != null) {
            double certainty = Double.parseDouble(confidence);
            shared.traffic.of(model).confidence(certainty);
            kept.put(id, new Routed(model, prediction, certainty));
        }
    }

    Future<Void> close() {
        return client.close();
    }
}
