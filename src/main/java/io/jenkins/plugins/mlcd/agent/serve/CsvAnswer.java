package io.jenkins.plugins.mlcd.agent.serve;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** An answer of CSV that may be larger than memory: it is sent as it is read, and not faster than the client takes it. */
public final class CsvAnswer {

    private static final int CHUNK = 1 << 16;
    private static final int PATIENCE_SECONDS = 30;

    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private Buffer buffer = Buffer.buffer();

    /** Writes CSV piece by piece. */
    @FunctionalInterface
    public interface Csv {
        void write(CaptureReader.Sink sink) throws IOException;
    }

    CsvAnswer(HttpServerRequest request) {
        this.request = request;
        this.response = request.response().putHeader("Content-Type", "text/csv; charset=utf-8").setChunked(true);
    }

    Future<Void> send(Vertx vertx, Csv csv) {
        return vertx.<Void>executeBlocking(
                        () -> {
                            csv.write(this::write);
                            flush();
                            return null;
                        },
                        false)
                .compose(done -> response.end(), this::aborted);
    }

    private void write(String text) throws IOException {
        buffer.appendString(text);
        if (buffer.length() >= CHUNK) {
            flush();
        }
    }

    private void flush() throws IOException {
        try {
            response.write(buffer).toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("the client takes no more", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the server is ending", e);
        }
        buffer = Buffer.buffer();
    }

    /** A CSV that broke off in the middle may not look whole: the connection is closed without an end. */
    private Future<Void> aborted(Throwable error) {
        if (response.headWritten()) {
            request.connection().close();
        }
        return Future.failedFuture(error);
    }
}
