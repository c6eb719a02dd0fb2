package io.jenkins.plugins.mlcd.bench.proxy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import org.HdrHistogram.Histogram;

/**
 * Clients with a connection each that ask again as soon as they are answered, all on the caller's thread: what a proxy can do, with as
 * little as possible taken by the clients themselves. A request fails when its answer is not 200 or its connection breaks.
 */
public final class WireLoad {

    private static final byte[] MODEL = "x-mlcd-model:".getBytes(StandardCharsets.US_ASCII);
    private static final long PATIENCE_MILLIS = 5_000;

    private final int port;
    private final int clients;
    private final byte[] request;
    private int open;

    /** What came of a run. */
    public static final class Outcome {
        public final Histogram nanos = new Histogram(3);
        public long answered;
        public long failed;
        long canary;
        double seconds;

        public double perSecond() {
            return answered / seconds;
        }
    }

    /** When a run ends, and what is told of each answer. */
    public interface Observer {
        /** @return whether clients go on */
        boolean answered(Outcome soFar, boolean byCanary);
    }

    public WireLoad(int port, int clients, byte[] request) {
        this.port = port;
        this.clients = clients;
        this.request = request;
    }

    /** A prediction request with as many values as a digit has. */
    public static byte[] request() {
        StringBuilder input = new StringBuilder("{\"id\":\"r1\",\"input\":[");
        for (int i = 0; i < 784; i++) {
            input.append(i == 0 ? "" : ",").append(i % 5 == 0 ? "0.51" : "0");
        }
        String body = input.append("]}").toString();
        return ("POST /predict HTTP/1.1\r\nHost: models\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.US_ASCII);
    }

    public Outcome run(Observer observer) throws IOException {
        Outcome outcome = new Outcome();
        try (Selector selector = Selector.open()) {
            for (int i = 0; i < clients; i++) {
                connect(selector);
            }
            long start = System.nanoTime();
            boolean[] going = {true};
            open = clients;
            while (open > 0) {
                int ready = selector.select(key -> going[0] = answer(key, outcome, observer, going[0]), PATIENCE_MILLIS);
                if (ready == 0) {
                    outcome.failed += open;
                    open = 0;
                }
            }
            outcome.seconds = (System.nanoTime() - start) / 1e9;
        }
        return outcome;
    }

    private void connect(Selector selector) throws IOException {
        SocketChannel channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        Connection connection = new Connection(channel);
        SelectionKey key = channel.register(selector, SelectionKey.OP_READ, connection);
        send(connection, key);
    }

    private void send(Connection connection, SelectionKey key) throws IOException {
        connection.sentNanos = System.nanoTime();
        connection.write(request, key);
    }

    /** @return whether clients go on */
    private boolean answer(SelectionKey key, Outcome outcome, Observer observer, boolean going) {
        Connection connection = (Connection) key.attachment();
        boolean goOn = going;
        try {
            if (key.isWritable()) {
                connection.flush(key);
                return goOn;
            }
            connection.read();
            int length = HttpMessages.length(connection.in, 0, connection.filled);
            if (length < 0) {
                return goOn;
            }
            goOn = count(connection, length, outcome, observer, going);
            connection.consume(length);
            if (goOn) {
                send(connection, key);
            } else {
                end(key);
            }
        } catch (IOException e) {
            outcome.failed++;
            end(key);
        }
        return goOn;
    }

    private static boolean count(Connection connection, int length, Outcome outcome, Observer observer, boolean going) {
        outcome.nanos.recordValue(System.nanoTime() - connection.sentNanos);
        int model = HttpMessages.valueOf(connection.in, 0, length, MODEL);
        boolean canary = model >= 0 && connection.in[model] == 'c';
        boolean good = connection.in[9] == '2';
        outcome.answered += good ? 1 : 0;
        outcome.failed += good ? 0 : 1;
        outcome.canary += good && canary ? 1 : 0;
        return observer.answered(outcome, canary) && going;
    }

    private void end(SelectionKey key) {
        open--;
        key.cancel();
        try {
            key.channel().close();
        } catch (IOException e) {
            // It is gone either way.
        }
    }
}
