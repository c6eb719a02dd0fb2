package io.jenkins.plugins.mlcd.embedded.web;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import java.time.Duration;

/**
 * Closes a connection whose client does not do the next thing in time, however busily it drips bytes meanwhile. Used on the
 * connection's own thread.
 */
final class Deadline {

    private static final long NONE = -1;

    private final Vertx vertx;
    private final HttpConnection connection;
    private boolean closed;
    private long timer = NONE;

    /** @param gone is run when the connection is closed, by whomever */
    Deadline(Vertx vertx, HttpConnection connection, Runnable gone) {
        this.vertx = vertx;
        this.connection = connection;
        connection.closeHandler(end -> {
            closed = true;
            cancel();
            gone.run();
        });
    }

    /** From now on the client has {@code time}; an earlier deadline is lifted. */
    void in(Duration time) {
        in(time, connection::close);
    }

    /** The same, with something else to do when the time is over. */
    void in(Duration time, Runnable late) {
        cancel();
        if (!closed) {
            timer = vertx.setTimer(time.toMillis(), fired -> late.run());
        }
    }

    void cancel() {
        if (timer != NONE) {
            vertx.cancelTimer(timer);
            timer = NONE;
        }
    }
}
