package io.jenkins.plugins.mlcd.agent.serve;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.VertxConnection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Keeps an eye on the connections of a server: one on which no request has begun for too long is closed, even if single bytes trickle in, and so
 * are connections beyond a number. A client that sends a request and then closes its half of the connection gets its answer.
 */
final class Connections implements Handler<HttpConnection> {

    private final Patience patience;
    private final Map<HttpConnection, Use> open = new ConcurrentHashMap<>();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong abandoned = new AtomicLong();

    Connections(Vertx vertx, Patience patience) {
        this.patience = patience;
        vertx.setPeriodic(Math.max(10, patience.connection().toMillis() / 5), timer -> closeIdle());
    }

    @Override
    public void handle(HttpConnection connection) {
        if (open.size() >= patience.connections()) {
            refused.incrementAndGet();
            connection.close();
            return;
        }
        Use use = new Use(connection);
        open.put(connection, use);
        connection.closeHandler(closed -> open.remove(connection));
        if (connection instanceof VertxConnection known) {
            Channel channel = known.channel();
            channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
            channel.pipeline().addFirst("half-closure", use);
        }
    }

    /** Tells that a request has begun; it ends with its response. */
    void begun(HttpServerRequest request) {
        Use use = open.get(request.connection());
        if (use != null) {
            use.begin(request);
        }
    }

    private void closeIdle() {
        long now = System.nanoTime();
        open.forEach((connection, use) -> {
            if (use.isIdleSince(now - patience.connection().toNanos())) {
                abandoned.incrementAndGet();
                connection.close();
            }
        });
    }

    int number() {
        return open.size();
    }

    /** How many were closed because there were too many. */
    long refused() {
        return refused.get();
    }

    /** How many were closed because no request came. */
    long abandoned() {
        return abandoned.get();
    }

    /** What goes on on a connection. */
    private static final class Use extends ChannelInboundHandlerAdapter {
        private final HttpConnection connection;
        private HttpServerRequest newest;
        private int requests;
        private long idleSince = System.nanoTime();
        private boolean halfClosed;

        Use(HttpConnection connection) {
            this.connection = connection;
        }

        /** Several may be under way when a client sends the next request before it has the answer. */
        synchronized void begin(HttpServerRequest request) {
            newest = request;
            requests++;
            request.response().endHandler(end -> ended());
        }

        private synchronized void ended() {
            requests--;
            idleSince = System.nanoTime();
            if (halfClosed && requests == 0) {
                connection.close();
            }
        }

        synchronized boolean isIdleSince(long nanos) {
            return requests == 0 && idleSince - nanos < 0;
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
            if (event instanceof ChannelInputShutdownEvent) {
                inputEnded();
            }
            super.userEventTriggered(context, event);
        }

        /** Whoever waits for the answer to a whole request is still there; anyone else has gone. */
        private synchronized void inputEnded() {
            halfClosed = true;
            if (requests == 0 || !newest.isEnded()) {
                connection.close();
            }
        }
    }
}
