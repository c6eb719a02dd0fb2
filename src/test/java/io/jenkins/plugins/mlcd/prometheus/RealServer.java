package io.jenkins.plugins.mlcd.prometheus;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A server in a process of its own, which ends with the test. */
public final class RealServer implements AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Process process;
    private final int port;

    private RealServer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** An installed program; empty where it is missing, so that a test can be left out. */
    public static Optional<Path> program(String name) {
        return Stream.of("/usr/bin", "/usr/local/bin", "/usr/sbin").map(directory -> Path.of(directory, name)).filter(Files::isExecutable).findFirst();
    }

    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Starts it and waits until {@code GET path} answers 200. */
    public static RealServer start(ProcessBuilder command, int port, String path, Path log) throws IOException {
        RealServer server = new RealServer(command.redirectErrorStream(true).redirectOutput(log.toFile()).start(), port);
        try {
            await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(50)).until(() -> {
                if (!server.process.isAlive()) {
                    throw new IOException("it ended: " + Files.readString(log));
                }
                return server.status(path) == 200;
            });
            return server;
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    public static RealServer prometheus(Path configuration, Path directory) throws IOException {
        int port = freePort();
        return start(new ProcessBuilder(List.of(
                program("prometheus").orElseThrow().toString(), "--config.file=" + configuration, "--storage.tsdb.path=" + directory.resolve("tsdb"),
                "--web.listen-address=127.0.0.1:" + port)), port, "/-/ready", directory.resolve("prometheus.log"));
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    int port() {
        return port;
    }

    int status(String path) {
        try {
            return HTTP.send(HttpRequest.newBuilder(url().resolve(path)).timeout(Duration.ofSeconds(2)).build(), HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
