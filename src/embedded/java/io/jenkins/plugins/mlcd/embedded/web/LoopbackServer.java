package io.jenkins.plugins.mlcd.embedded.web;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * An HTTP server on 127.0.0.1, for the user of this machine only. It reads each request whole, within its limits, before its
 * routes see it; they run on worker threads. Every answer forbids scripts and styles that are not files of the server.
 */
public final class LoopbackServer implements AutoCloseable {

    private static final Logger LOGGER = Logger.getLogger(LoopbackServer.class.getName());
    private static final String LOOPBACK = "127.0.0.1";
    private static final int WORKERS = 4;
    private static final long CLOSING_SECONDS = 5;

    /** How long the rest of a refused request is passed over: closing at once could take the answer from a client that still sends. */
    private static final Duration LINGER = Duration.ofSeconds(1);

    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy", "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self';"
                    + " base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
            "X-Content-Type-Options", "nosniff",
            "Referrer-Policy", "same-origin",
            "Cross-Origin-Resource-Policy", "same-origin");

    private final Vertx vertx;
    private final Routes routes;
    private final WebLimits limits;
    private final Map<HttpConnection, Deadline> deadlines = new ConcurrentHashMap<>();
    private URI address;

    private LoopbackServer(Vertx vertx, Routes routes, WebLimits limits) {
        this.vertx = vertx;
        this.routes = routes;
        this.limits = limits;
    }

    /** As {@link #start(int, Routes, WebLimits)}, with the default limits. */
    public static LoopbackServer start(int port, Routes routes) throws IOException {
        return start(port, routes, WebLimits.DEFAULT);
    }

    /**
     * Starts a server and returns when it listens.
     *
     * @param port 0 for any free one
     * @throws IOException when the port is taken
     */
    public static LoopbackServer start(int port, Routes routes, WebLimits limits) throws IOException {
        Vertx vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(WORKERS)
                .setInternalBlockingPoolSize(1)
                .setFileSystemOptions(new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
        LoopbackServer server = new LoopbackServer(vertx, routes, limits);
        try {
            server.listen(port);
            return server;
        } catch (CompletionException e) {
            server.close();
            throw new IOException("cannot listen on " + LOOPBACK + ":" + port + ": " + e.getCause().getMessage(), e);
        }
    }

    private void listen(int port) {
        HttpServerOptions options = new HttpServerOptions()
                .setHost(LOOPBACK)
                .setTcpNoDelay(true)
                .setHttp2ClearTextEnabled(false)
                .setCompressionSupported(true);
        HttpServer server = vertx.createHttpServer(options)
                .connectionHandler(this::connected)
                .requestHandler(this::handle)
                .listen(port, LOOPBACK)
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        address = address(server.actualPort());
    }

    /** Such as {@code http://127.0.0.1:8080}. */
    public URI address() {
        return address;
    }

    private static URI address(int port) {
        return URI.create("http://" + LOOPBACK + ":" + port);
    }

    private void connected(HttpConnection connection) {
        if (deadlines.size() >= limits.connections()) {
            connection.close();
            return;
        }
        Deadline deadline = new Deadline(vertx, connection, () -> deadlines.remove(connection));
        deadlines.put(connection, deadline);
        deadline.in(limits.reading());
    }

    private void handle(HttpServerRequest request) {
        Deadline deadline = deadlines.get(request.connection());
        if (deadline == null) {
            return;
        }
        request.response().exceptionHandler(gone -> LOGGER.log(Level.FINE, "a client is gone", gone));
        body(request, deadline)
                .compose(body -> {
                    deadline.cancel();
                    return vertx.executeBlocking(() -> answer(request, body), false);
                })
                .recover(error -> Future.succeededFuture(failure(request, error)))
                .compose(answer -> {
                    deadline.in(limits.writing());
                    return send(request, answer);
                })
                .onComplete(sent -> deadline.in(request.isEnded() ? limits.idle() : LINGER));
    }

    /** A body that says itself that it is too large is refused before any of it is kept. */
    private Future<Buffer> body(HttpServerRequest request, Deadline deadline) {
        Promise<Buffer> promise = Promise.promise();
        WebException tooLarge = new WebException(413, "the body is larger than " + limits.bodyBytes() + " bytes");
        deadline.in(limits.reading(), () -> promise.tryFail(new WebException(408, "the body must be sent within " + limits.reading().toMillis() / 1e3 + " s")));
        if (stated(request) > limits.bodyBytes()) {
            promise.tryFail(tooLarge);
        }
        Buffer body = Buffer.buffer();
        request.handler(chunk -> {
            if (promise.future().isComplete()) {
                return;
            }
            if (body.length() + chunk.length() > limits.bodyBytes()) {
                promise.tryFail(tooLarge);
            } else {
                body.appendBuffer(chunk);
            }
        });
        request.endHandler(end -> promise.tryComplete(body));
        request.exceptionHandler(promise::tryFail);
        return promise.future();
    }

    private static long stated(HttpServerRequest request) {
        try {
            return Long.parseLong(String.valueOf(request.getHeader("Content-Length")));
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private Answer answer(HttpServerRequest raw, Buffer body) throws IOException {
        Request request = Requests.of(raw, body.getBytes(), address(raw.connection().localAddress().port()));
        Admission.require(request);
        return routes.answer(request).orElseThrow(() -> new WebException(404, "there is no " + request.path()));
    }

    private static Answer failure(HttpServerRequest request, Throwable error) {
        if (error instanceof WebException known) {
            return Answer.error(known.status(), known.getMessage());
        }
        if (error instanceof HttpClosedException) {
            return Answer.error(400, "the request was not sent to its end");
        }
        LOGGER.log(Level.WARNING, error, () -> request.method() + " " + request.path() + " failed");
        return Answer.error(500, "the request failed; the log of this process says why");
    }

    private static Future<Void> send(HttpServerRequest request, Answer answer) {
        HttpServerResponse response = request.response();
        if (response.closed()) {
            return Future.succeededFuture();
        }
        if (!request.isEnded()) {
            response.putHeader("Connection", "close");
        }
        response.setStatusCode(answer.status());
        HEADERS.forEach(response::putHeader);
        response.putHeader("Content-Type", answer.contentType()).putHeader("Cache-Control", "no-store");
        answer.headers().forEach(response::putHeader);
        return response.end(Buffer.buffer(answer.body()));
    }

    @Override
    public void close() {
        try {
            vertx.close().toCompletionStage().toCompletableFuture().get(CLOSING_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOGGER.log(Level.FINE, "the server did not end in order", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
