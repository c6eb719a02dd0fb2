package io.jenkins.plugins.mlcd.agent.target;

import io.jenkins.plugins.mlcd.agent.serve.ModelServer;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.BiConsumer;

/**
 * Sends copies of requests to the canary, and throws the answers away but for what the canary is judged by. Nobody waits for it: when
 * {@value #MOST} copies are under way, further ones are left out.
 */
final class Mirror {

    /** Says to a model server that the request is a copy: it is profiled, but not captured a second time. */
    static final String HEADER = ModelServer.MIRROR_HEADER;

    private static final int MOST = 256;

    private final Traffic traffic;
    private final BiConsumer<String, HttpClientResponse> answered;
    private int underWay;

    /** @param answered told the model and its answer */
    Mirror(Traffic traffic, BiConsumer<String, HttpClientResponse> answered) {
        this.traffic = traffic;
        this.answered = answered;
    }

    /** Whether no more copies may be sent now. */
    boolean full() {
        return underWay >= MOST;
    }

    /** The model has been entered, and is left when the copy is done. */
    void send(HttpServerRequest request, DeployedModel canary, Future<HttpClientRequest> connection, Buffer body) {
        underWay++;
        long start = System.nanoTime();
        connection.compose(copy -> {
                    ProxyHeaders.copy(request.headers(), copy.headers());
                    copy.putHeader(HEADER, "1");
                    return copy.send(body);
                })
                .compose(answer -> answer.body().map(answer))
                .onComplete(done -> {
                    underWay--;
                    int status = done.succeeded() ? done.result().statusCode() : 502;
                    traffic.of(canary.model()).answered(status, (System.nanoTime() - start) / 1e6);
                    if (done.succeeded() && status == 200) {
                        answered.accept(canary.model(), done.result());
                    }
                    canary.leave();
                });
    }
}
