package io.jenkins.plugins.mlcd.bench.proxy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** HAProxy before the same servers, with as many threads as it chooses, connections kept and reused. */
final class Peer implements AutoCloseable {

    private static final String CONFIGURATION = """
            global
                maxconn 4096
            defaults
                mode http
                option http-keep-alive
                http-reuse always
                timeout connect 2s
                timeout client 60s
                timeout server 60s
            frontend users
                bind 127.0.0.1:%d
                default_backend models
            backend models
                balance random
                server stable 127.0.0.1:%d weight 50
                server canary 127.0.0.1:%d weight 50
            """;

    private final ChildProcess process;
    private final int port;

    private Peer(ChildProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    /** The program; empty where it is not installed. */
    static Optional<Path> program() {
        return Stream.of("/usr/sbin/haproxy", "/usr/local/sbin/haproxy", "/usr/bin/haproxy").map(Path::of).filter(Files::isExecutable).findFirst();
    }

    static Peer start(Path program, Path directory, int stable, int canary) throws IOException, InterruptedException {
        int port = freePort();
        Path file = Files.writeString(directory.resolve("haproxy.cfg"), CONFIGURATION.formatted(port, stable, canary));
        ChildProcess process = new ChildProcess(List.of(program.toString(), "-db", "-f", file.toString()));
        Peer peer = new Peer(process, port);
        for (int attempt = 0; attempt < 100 && process.alive(); attempt++) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
                return peer;
            } catch (IOException e) {
                Thread.sleep(50);
            }
        }
        peer.close();
        throw new IOException("HAProxy does not listen on the port " + port);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    int port() {
        return port;
    }

    double cpuSeconds() {
        return process.cpuSeconds();
    }

    @Override
    public void close() throws IOException {
        process.close();
    }
}
