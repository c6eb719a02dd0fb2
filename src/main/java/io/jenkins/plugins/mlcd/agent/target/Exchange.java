package io.jenkins.plugins.mlcd.agent.target;

import io.jenkins.plugins.mlcd.agent.serve.Http;
import io.jenkins.plugins.mlcd.agent.serve.HttpException;
import io.jenkins.plugins.mlcd.agent.serve.ModelServer;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Optional;

/**
 * One request on its way to a model and back. A body whose length is stated and small goes in one piece with its head, everything
 * else is streamed, at the pace of the slower side. When the client goes, the model is told so.
 */
final class Exchange {

    /** What fits in one piece: more than a prediction of an image takes. */
    private static final int PIECE = 1 << 16;

    private final HttpServerRequest request;
    private final DeployedModel model;
    private final Optional<String> cookie;
    private final Outcome outcome;
    private final long startNanos;
    private HttpClientRequest upstream;
    private boolean ended;

    /** Told once how it went. */
    interface Outcome {

        /** The whole answer was passed on, or is about to be in one piece. */
        void answered(HttpClientResponse answer, double millis);

        /** There was no whole answer, and it is the model's fault. */
        void failed(double millis);

        /** It is over, whoever ended it. */
        void over();
    }

    /** @param cookie to set with the answer; empty for none */
    Exchange(HttpServerRequest request, DeployedModel model, Optional<String> cookie, Outcome outcome, long startNanos) {
        this.request = request;
        this.model = model;
        this.cookie = cookie;
        this.outcome = outcome;
        this.startNanos = startNanos;
    }

    static boolean inOnePiece(long length) {
        return length >= 0 && length <= PIECE;
    }

    /** @param body what was read already; empty to stream it */
    void send(Future<HttpClientRequest> connection, Optional<Buffer> body) {
        request.response().exceptionHandler(gone -> abandoned());
        connection.onComplete(opened -> {
            if (opened.failed()) {
                refused(opened.cause());
                return;
            }
            upstream = opened.result();
            if (ended) {
                upstream.reset();
                return;
            }
            ProxyHeaders.copy(request.headers(), upstream.headers());
            Future<HttpClientResponse> sent = body.isPresent() ? upstream.send(body.get()) : upstream.send(request);
            sent.onComplete(answer -> {
                if (answer.succeeded()) {
                    receive(answer.result());
                } else {
                    refused(answer.cause());
                }
            });
        });
    }

    private void receive(HttpClientResponse answer) {
        double millis = millis();
        HttpServerResponse response = request.response();
        ProxyHeaders.copy(answer.headers(), response.headers());
        response.setStatusCode(answer.statusCode());
        response.putHeader(ModelServer.MODEL_HEADER, model.model());
        cookie.ifPresent(set -> response.headers().add("Set-Cookie", set));
        if (inOnePiece(ProxyHeaders.length(answer.headers()))) {
            answer.body().onComplete(body -> {
                if (body.succeeded()) {
                    over(() -> outcome.answered(answer, millis));
                    response.end(body.result());
                } else {
                    refused(body.cause());
                }
            });
        } else {
            stream(answer, response).onComplete(passed -> over(() -> {
                if (passed.succeeded()) {
                    outcome.answered(answer, millis);
                } else {
                    outcome.failed(millis);
                    request.connection().close();
                }
            }));
        }
    }

    /** The head goes at once: events may be long in coming. */
    private static Future<Void> stream(HttpClientResponse answer, HttpServerResponse response) {
        if (ProxyHeaders.length(answer.headers()) < 0) {
            response.setChunked(true);
            response.writeHead();
        }
        return answer.pipeTo(response);
    }

    private double millis() {
        return (System.nanoTime() - startNanos) / 1e6;
    }

    private void refused(Throwable cause) {
        over(() -> {
            outcome.failed(millis());
            request.response().headers().clear();
            Http.error(request, new HttpException(502, "model " + model.model() + " did not answer: " + cause.getMessage()));
        });
    }

    /** The client's connection is gone, which says nothing of the model. */
    private void abandoned() {
        over(() -> {
            if (upstream != null) {
                upstream.reset();
            }
        });
    }

    private void over(Runnable how) {
        if (!ended) {
            ended = true;
            how.run();
            outcome.over();
        }
    }
}
