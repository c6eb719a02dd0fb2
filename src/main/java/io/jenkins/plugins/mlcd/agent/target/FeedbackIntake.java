package io.jenkins.plugins.mlcd.agent.target;

import io.jenkins.plugins.mlcd.agent.serve.CaptureLog;
import io.jenkins.plugins.mlcd.agent.serve.Feedback;
import io.jenkins.plugins.mlcd.agent.serve.Http;
import io.jenkins.plugins.mlcd.agent.serve.RecentPredictions;
import io.jenkins.plugins.mlcd.record.Json;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.logging.Logger;

/**
 * Takes true labels: counts them for the model that answered the request, and hands them to its server; a label whose
 * server is gone, or whose request is not remembered, is written to the capture here, so that none is lost.
 */
final class FeedbackIntake {

    private static final Logger LOGGER = Logger.getLogger(FeedbackIntake.class.getName());
    private static final int MAX_BYTES = 4_096;

    private final Vertx vertx;
    private final Supplier<Deployment> deployment;
    private final Traffic traffic;
    private final RecentPredictions<TrafficProxy.Routed> recent;
    private final RecentPredictions<TrafficProxy.Routed> mirrored;
    private final HttpClient client;
    private final CaptureLog capture;
    private final InstantSource clock;

    FeedbackIntake(
            Vertx vertx,
            Supplier<Deployment> deployment,
            Traffic traffic,
            RecentPredictions<TrafficProxy.Routed> recent,
            RecentPredictions<TrafficProxy.Routed> mirrored,
            HttpClient client,
            CaptureLog capture,
            InstantSource clock) {
        this.vertx = vertx;
        this.deployment = deployment;
        this.traffic = traffic;
        this.recent = recent;
        this.mirrored = mirrored;
        this.client = client;
        this.capture = capture;
        this.clock = clock;
    }

    Future<?> handle(HttpServerRequest request) {
        return Http.body(request, MAX_BYTES).map(Http::object).map(Feedback::of).compose(feedback -> {
            Optional<TrafficProxy.Routed> routed = recent.take(feedback.id());
            mirrored.take(feedback.id()).ifPresent(copy -> traffic.of(copy.model()).labelled(copy.confidence(), copy.prediction().equals(feedback.label())));
            routed.ifPresent(known -> traffic.of(known.model()).labelled(known.confidence(), known.prediction().equals(feedback.label())));
            Optional<URI> server = routed.flatMap(known -> deployment.get().find(known.model())).flatMap(DeployedModel::url);
            return server.map(url -> forward(url, feedback).recover(error -> keep(feedback)))
                    .orElseGet(() -> keep(feedback))
                    .compose(done -> Http.json(
                            request.response(), 202, Json.object().put("id", feedback.id()).put("known", routed.isPresent())));
        });
    }

    private Future<Void> forward(URI server, Feedback feedback) {
        Buffer body = Buffer.buffer(Json.line(Json.object().put("id", feedback.id()).put("label", feedback.label())));
        return client.request(HttpMethod.POST, server.getPort(), server.getHost(), "/feedback")
                .compose(request -> request.putHeader("Content-Type", "application/json").send(body))
                .compose(response -> response.statusCode() == 202
                        ? response.end()
                        : Future.failedFuture("the model server answered " + response.statusCode()));
    }

    private Future<Void> keep(Feedback feedback) {
        return vertx.executeBlocking(() -> {
            synchronized (capture) {
                try {
                    capture.append(feedback, clock.instant());
                    capture.flush();
                } catch (IOException e) {
                    LOGGER.warning("the label of request " + feedback.id() + " could not be kept: " + e.getMessage());
                }
            }
            return null;
        });
    }
}
