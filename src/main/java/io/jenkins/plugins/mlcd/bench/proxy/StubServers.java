package io.jenkins.plugins.mlcd.bench.proxy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Model servers on one thread that answer every request with the same prediction. */
final class StubServers implements AutoCloseable {

    private final Selector selector = Selector.open();
    private final List<ServerSocketChannel> servers = new ArrayList<>();
    private final Thread thread = new Thread(this::work, "stub servers");
    private volatile boolean closed;

    /** One server for each name of a model. */
    StubServers(String... models) throws IOException {
        for (String model : models) {
            ServerSocketChannel server = ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 512);
            server.configureBlocking(false);
            server.register(selector, SelectionKey.OP_ACCEPT, answer(model));
            servers.add(server);
        }
        thread.setDaemon(true);
        thread.start();
    }

    private static byte[] answer(String model) {
        String body = "{\"id\":\"r1\",\"prediction\":\"7\",\"confidence\":0.98,\"model\":\"" + model + "\"}\n";
        return ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nX-Mlcd-Model: " + model + "\r\nX-Mlcd-Id: r1\r\nX-Mlcd-Prediction: 7\r\n"
                        + "X-Mlcd-Confidence: 0.98\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.US_ASCII);
    }

    int port(int server) throws IOException {
        return ((InetSocketAddress) servers.get(server).getLocalAddress()).getPort();
    }

    /** What a connection answers. */
    private record Serving(Connection connection, byte[] answer) {}

    private void work() {
        try {
            while (!closed) {
                selector.select(key -> {
                    try {
                        if (key.isAcceptable()) {
                            accept(key);
                        } else {
                            serve(key);
                        }
                    } catch (IOException e) {
                        key.cancel();
                    }
                }, 100);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept(SelectionKey key) throws IOException {
        SocketChannel channel = ((ServerSocketChannel) key.channel()).accept();
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.register(selector, SelectionKey.OP_READ, new Serving(new Connection(channel), (byte[]) key.attachment()));
    }

    private static void serve(SelectionKey key) throws IOException {
        Serving serving = (Serving) key.attachment();
        if (key.isWritable()) {
            serving.connection.flush(key);
            return;
        }
        serving.connection.read();
        int length = HttpMessages.length(serving.connection.in, 0, serving.connection.filled);
        if (length > 0) {
            serving.connection.consume(length);
            serving.connection.write(serving.answer, key);
        }
    }

    @Override
    public void close() throws IOException {
        closed = true;
        selector.close();
        for (ServerSocketChannel server : servers) {
            server.close();
        }
    }
}
