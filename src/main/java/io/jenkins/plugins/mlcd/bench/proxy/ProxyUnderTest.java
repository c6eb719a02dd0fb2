package io.jenkins.plugins.mlcd.bench.proxy;

import io.jenkins.plugins.mlcd.record.Json;
import io.jenkins.plugins.mlcd.target.LocalTargetClient;
import io.jenkins.plugins.mlcd.target.ModelZip;
import io.jenkins.plugins.mlcd.target.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The local target's proxy in a process of its own, with a stable version and a canary. */
final class ProxyUnderTest implements AutoCloseable {

    static final String STABLE = "stable:1";
    static final String CANARY = "canary:2";

    private final ChildProcess process;
    private final int port;
    private final LocalTargetClient admin;

    private ProxyUnderTest(ChildProcess process, int port, LocalTargetClient admin) {
        this.process = process;
        this.port = port;
        this.admin = admin;
    }

    static ProxyUnderTest start(Path directory, int stable, int canary) throws IOException, InterruptedException {
        ChildProcess process = new ChildProcess(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"),
                ProxyHost.class.getName(), directory.resolve("target").toString(), STABLE + "=" + stable, CANARY + "=" + canary));
        try {
            String[] urls = process.firstLine().split(" ");
            Path token = directory.resolve("target/admin.token");
            LocalTargetClient admin = new LocalTargetClient(URI.create(urls[1]), () -> read(token));
            ModelZip model = ModelZip.of(model(directory.resolve("model")));
            admin.deploy(Role.STABLE, STABLE, model);
            admin.deploy(Role.CANARY, CANARY, model);
            return new ProxyUnderTest(process, URI.create(urls[0]).getPort(), admin);
        } catch (IOException | InterruptedException | RuntimeException e) {
            process.close();
            throw e;
        }
    }

    private static Path model(Path directory) throws IOException {
        Files.createDirectories(directory);
        Json.write(directory.resolve("model.json"), Map.of(
                "schema", "mlcd/model", "version", 1, "algorithm", "stub", "framework", "command", "command", List.of("true"),
                "classes", List.of("0", "1"), "input", Map.of("kind", "image", "height", 28, "width", 28, "channels", 1)));
        return directory;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return port;
    }

    LocalTargetClient admin() {
        return admin;
    }

    double cpuSeconds() {
        return process.cpuSeconds();
    }

    @Override
    public void close() throws IOException {
        process.close();
    }
}
