package io.jenkins.plugins.mlcd.agent.load;

import io.jenkins.plugins.mlcd.agent.target.ChildServers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A model server that runs for a measurement, a process of its own with a port of its own. */
public final class ServerProcess implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final int OK = 200;

    private final Process process;
    private final HttpClient client;
    private final URI url;
    private final Path log;
    private final Duration startTime;

    private ServerProcess(Process process, HttpClient client, URI url, Path log, Duration startTime) {
        this.process = process;
        this.client = client;
        this.url = url;
        this.log = log;
        this.startTime = startTime;
    }

    /**
     * Starts a server and returns when its {@code GET /healthz} answers 200.
     *
     * @param command shell command that serves the model {@code $ML_MODEL_DIR} on {@code 127.0.0.1:$ML_PORT}; absent for {@code mlcd serve}
     * @param log file that gets what it prints
     * @throws IOException when it ends or is not ready in time; the message has its last words
     */
    public static ServerProcess start(Path model, Optional<String> command, Path log, HttpClient client, Duration patience)
            throws IOException, InterruptedException {
        int port = freePort();
        ProcessBuilder builder = command.map(text -> new ProcessBuilder("sh", "-c", text))
                .orElseGet(() -> ChildServers.mlcd(List.of(
                        "serve", "--model", model.toString(), "--port", Integer.toString(port), "--end-with-stdin")));
        builder.environment().put("ML_MODEL_DIR", model.toAbsolutePath().toString());
        builder.environment().put("ML_PORT", Integer.toString(port));
        long start = System.nanoTime();
        Process process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        URI url = URI.create("http://127.0.0.1:" + port);
        ServerProcess server = new ServerProcess(process, client, url, log, Duration.ZERO);
        boolean ready = false;
        try {
            while (!ready) {
                if (!process.isAlive() || System.nanoTime() - start > patience.toNanos()) {
                    throw new IOException("the server " + (process.isAlive()
                            ? "was not ready after " + patience.toSeconds() + " seconds"
                            : "ended with status " + process.exitValue()) + server.lastWords());
                }
                Thread.sleep(POLL.toMillis());
                ready = server.healthy();
            }
        } finally {
            if (!ready) {
                server.close();
            }
        }
        return new ServerProcess(process, client, url, log, Duration.ofNanos(System.nanoTime() - start));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Whether it lives and {@code GET /healthz} answers 200 within two seconds. */
    public boolean healthy() {
        HttpRequest request = HttpRequest.newBuilder(url.resolve("/healthz")).timeout(Duration.ofSeconds(2)).build();
        try {
            return process.isAlive() && client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == OK;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private String lastWords() throws IOException {
        List<String> lines = Files.exists(log) ? Files.readAllLines(log, StandardCharsets.ISO_8859_1) : List.of();
        return lines.isEmpty() ? "" : ": " + lines.get(lines.size() - 1);
    }

    public URI url() {
        return url;
    }

    /** From its start to its first answer of 200. */
    public Duration startTime() {
        return startTime;
    }

    /** Memory of the process and its children that is in RAM, in bytes; empty where the system does not tell (no Linux). */
    public OptionalLong residentBytes() {
        try (Stream<ProcessHandle> tree = Stream.concat(Stream.of(process.toHandle()), process.descendants())) {
            return tree.map(handle -> residentBytes(handle.pid())).filter(OptionalLong::isPresent).mapToLong(OptionalLong::getAsLong)
                    .reduce(Long::sum);
        }
    }

    private static OptionalLong residentBytes(long pid) {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:")).mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024).findFirst();
        } catch (IOException | UncheckedIOException e) {
            return OptionalLong.empty();
        }
    }

    @Override
    public void close() {
        List<ProcessHandle> children = process.descendants().toList();
        children.forEach(ProcessHandle::destroy);
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor(5, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        children.forEach(ProcessHandle::destroyForcibly);
    }
}
