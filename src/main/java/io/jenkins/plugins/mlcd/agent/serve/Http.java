package io.jenkins.plugins.mlcd.agent.serve;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.record.Durations;
import io.jenkins.plugins.mlcd.record.Json;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/** What the HTTP servers of this program share: JSON answers, capped bodies and typed query parameters. */
public final class Http {

    private static final Logger LOGGER = Logger.getLogger(Http.class.getName());
    private static final int LINGER_BYTES = 1 << 16;
    private static final int LINGER_MILLIS = 1_000;

    private Http() {}

    /** A Vert.x with few threads, since several servers share a machine, and no files of its own. */
    public static Vertx vertx(int eventLoops) {
        return Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(eventLoops)
                .setWorkerPoolSize(2)
                .setInternalBlockingPoolSize(2)
                .setPreferNativeTransport(true)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
    }

    public static HttpServerOptions options(String host, int port) {
        return new HttpServerOptions().setHost(host).setPort(port).setTcpNoDelay(true).setIdleTimeout(120).setHandle100ContinueAutomatically(true);
    }

    /** Starts a server and returns when it listens. */
    public static HttpServer listen(Vertx vertx, String host, int port, Handler<HttpServerRequest> handler) throws IOException {
        return listen(vertx, options(host, port), handler, connection -> {});
    }

    /** Starts a server that tells of its connections and returns when it listens. */
    static HttpServer listen(Vertx vertx, HttpServerOptions options, Handler<HttpServerRequest> handler, Handler<HttpConnection> connections)
            throws IOException {
        try {
            return vertx.createHttpServer(options)
                    .connectionHandler(connections)
                    .requestHandler(handler)
                    .listen()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
        } catch (CompletionException e) {
            end(vertx.close());
            throw new PortTakenException(options.getHost(), options.getPort(), e.getCause());
        }
    }

    /** Starts a server for each handler, on event loops of their own which share one port, and returns when they listen. */
    public static List<HttpServer> listen(Vertx vertx, String host, int port, List<? extends Handler<HttpServerRequest>> handlers) throws IOException {
        Queue<Handler<HttpServerRequest>> waiting = new ConcurrentLinkedQueue<>(handlers);
        List<HttpServer> servers = new CopyOnWriteArrayList<>();
        // By a negative port the servers of one deployment share a free one.
        HttpServerOptions options = options(host, port == 0 ? -1 : port);
        try {
            vertx.deployVerticle(
                            () -> context -> {
                                HttpServer server = vertx.createHttpServer(options).requestHandler(waiting.remove());
                                servers.add(server);
                                return server.listen();
                            },
                            new DeploymentOptions().setInstances(handlers.size()))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
            return servers;
        } catch (CompletionException e) {
            end(vertx.close());
            throw new PortTakenException(host, port, e.getCause());
        }
    }

    /** Waits, at most 15 seconds, for something that ends; how it went changes nothing any more. */
    public static void end(Future<?> ending) {
        try {
            ending.toCompletionStage().toCompletableFuture().get(15, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOGGER.log(Level.FINE, "did not end in order", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What {@code step} returns, or its exception as a failed future. */
    public static <T> Future<T> guarded(Supplier<Future<T>> step) {
        try {
            return step.get();
        } catch (RuntimeException e) {
            return Future.failedFuture(e);
        }
    }

    /** The body of {@code request}; fails with 413 as soon as more than {@code limit} bytes are announced or sent, with 408 after 30 seconds. */
    public static Future<Buffer> body(HttpServerRequest request, int limit) {
        return body(request, limit, Patience.DEFAULT.body());
    }

    /** As {@link #body(HttpServerRequest, int)}, with another time for it to come. */
    static Future<Buffer> body(HttpServerRequest request, int limit, Duration patience) {
        if (announced(request) > limit) {
            return Future.failedFuture(tooLarge(limit));
        }
        Promise<Buffer> promise = Promise.promise();
        Buffer body = Buffer.buffer();
        Vertx vertx = Vertx.currentContext().owner();
        long timer = vertx.setTimer(patience.toMillis(), late -> promise.tryFail(
                new HttpException(408, "the body did not come within " + Durations.format(patience) + "; " + body.length() + " bytes of it came")));
        request.handler(chunk -> {
            if (body.length() + chunk.length() > limit) {
                promise.tryFail(tooLarge(limit));
            } else {
                body.appendBuffer(chunk);
            }
        });
        request.endHandler(end -> promise.tryComplete(body));
        request.exceptionHandler(gone -> promise.tryFail(new HttpException(400, "the connection broke off before the body was whole")));
        return promise.future().onComplete(done -> vertx.cancelTimer(timer));
    }

    public static long announced(HttpServerRequest request) {
        String length = request.getHeader("Content-Length");
        try {
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException e) {
            throw HttpException.badRequest("Content-Length '" + length + "' is not a number");
        }
    }

    public static HttpException tooLarge(long limit) {
        return new HttpException(413, "the body is larger than " + limit + " bytes");
    }

    /** The JSON object in {@code body}, or 400. */
    public static ObjectNode object(Buffer body) {
        try {
            return Json.parseObject(body.toString(StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            throw HttpException.badRequest("the body is not a JSON object: " + e.getOriginalMessage());
        }
    }

    public static Future<Void> json(HttpServerResponse response, int status, ObjectNode body) {
        return response.setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .end(Json.line(body));
    }

    /** Answers {@code {"error": ...}}; a body that was not read to its end costs the client its connection. */
    public static Future<Void> error(HttpServerRequest request, Throwable error) {
        HttpServerResponse response = request.response();
        if (response.ended() || response.closed() || response.headWritten()) {
            return Future.succeededFuture();
        }
        if (!request.isEnded()) {
            response.putHeader("Connection", "close");
            discard(request);
        }
        if (error instanceof HttpException known) {
            known.retryAfterSeconds().ifPresent(seconds -> response.putHeader("Retry-After", Long.toString(seconds)));
        }
        int status = status(error);
        String message = error.getMessage() == null ? error.getClass().getSimpleName() : error.getMessage();
        return json(response, status, Json.object().put("error", message));
    }

    /**
     * Lets what still comes of a body go unread. A client that sends on after its answer is cut off: at once when it sends more than a
     * little, since it does not listen, and else after a second, in which it may read the answer.
     */
    private static void discard(HttpServerRequest request) {
        long[] room = {LINGER_BYTES};
        request.exceptionHandler(ignored -> {})
                .handler(chunk -> {
                    room[0] -= chunk.length();
                    if (room[0] < 0) {
                        request.pause();
                    }
                })
                .resume();
        Vertx.currentContext().owner().setTimer(LINGER_MILLIS, timer -> request.connection().close());
    }

    /** The status with which {@link #error} answers. */
    public static int status(Throwable error) {
        return error instanceof HttpException known ? known.status() : 500;
    }

    /** {@code text} as a header value: what is not printable ASCII is escaped as in a URL. */
    public static String ascii(String text) {
        return text.chars().allMatch(c -> c > ' ' && c < 127 && c != '%') ? text : URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Answers with the metrics of {@code registry} in Prometheus' text format. */
    public static Future<Void> metrics(HttpServerRequest request, PrometheusRegistry registry) {
        PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.create();
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try {
            writer.write(text, registry.scrape(), EscapingScheme.DEFAULT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return request.response()
                .putHeader("Content-Type", writer.getContentType())
                .end(Buffer.buffer(text.toByteArray()));
    }

    /** Answers with CSV that a worker thread reads, waiting for the client when it is slow. */
    public static Future<Void> csv(Vertx vertx, HttpServerRequest request, CsvAnswer.Csv csv) {
        return new CsvAnswer(request).send(vertx, csv);
    }

    /** The query parameter {@code name} as a time (RFC 3339, such as 2026-01-31T12:00:00Z or 2026-01-31T13:00:00%2B01:00), or 400. */
    public static Optional<Instant> instant(HttpServerRequest request, String name) {
        return parameter(request, name).map(text -> {
            try {
                return Instant.parse(text);
            } catch (DateTimeParseException e) {
                throw HttpException.badRequest(name + " '" + text + "' is not a time such as 2026-01-31T12:00:00Z (a + is written %2B)");
            }
        });
    }

    /** @throws HttpException 400 when a span ends before it begins */
    static void requireOrder(Optional<Instant> from, Optional<Instant> to) {
        if (from.isPresent() && to.isPresent() && to.get().isBefore(from.get())) {
            throw HttpException.badRequest("to '" + to.get() + "' is before from '" + from.get() + "'");
        }
    }

    public static boolean flag(HttpServerRequest request, String name) {
        return parameter(request, name)
                .map(text -> switch (text) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw HttpException.badRequest(name + " '" + text + "' is neither true nor false");
                })
                .orElse(false);
    }

    public static Optional<String> parameter(HttpServerRequest request, String name) {
        return Optional.ofNullable(request.getParam(name)).filter(text -> !text.isEmpty());
    }
}
