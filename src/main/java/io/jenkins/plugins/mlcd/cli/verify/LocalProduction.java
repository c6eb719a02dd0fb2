package io.jenkins.plugins.mlcd.cli.verify;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.mlcd.record.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Users and what serves them: {@code mlcd target} and {@code mlcd replay} as processes of this machine, which outlive the controller's restarts. */
final class LocalProduction implements AutoCloseable {

    static final String NAME = "mlcd-verify";

    private static final Duration START = Duration.ofSeconds(90);

    private final Path launcher;
    private final Path directory;
    private final List<Process> processes = new ArrayList<>();
    private final JsonNode ready;

    private LocalProduction(Path launcher, Path directory, Path data) throws IOException, InterruptedException {
        this.launcher = launcher;
        this.directory = Files.createDirectories(directory);
        try {
            this.ready = startTarget();
            launch("replay", "--url", ready.path("dataUrl").asText(), "--data", data.toString(), "--rate", "30", "--feedback");
        } catch (IOException | InterruptedException | RuntimeException e) {
            close();
            throw e;
        }
    }

    /** @param data the part of a data set that users send */
    static LocalProduction start(Path launcher, Path directory, Path data) throws IOException, InterruptedException {
        return new LocalProduction(launcher, directory, data);
    }

    private JsonNode startTarget() throws IOException, InterruptedException {
        Process target = launch("target", "--name", NAME, "--directory", directory.toString());
        Path state = directory.resolve("target.json");
        long deadline = System.nanoTime() + START.toNanos();
        while (Files.notExists(state)) {
            if (!target.isAlive() || System.nanoTime() > deadline) {
                throw new IOException("mlcd target did not start; see " + directory.resolve("target.log"));
            }
            Thread.sleep(200);
        }
        return Json.read(state, JsonNode.class);
    }

    private Process launch(String command, String... arguments) throws IOException {
        List<String> line = new ArrayList<>(List.of(launcher.toString(), command));
        line.addAll(List.of(arguments));
        line.add("--end-with-stdin");
        ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(directory.resolve(command + ".log").toFile());
        builder.environment().put("MLCD_NO_BUILD", "1");
        Process process = builder.start();
        processes.add(process);
        return process;
    }

    String adminUrl() {
        return ready.path("adminUrl").asText();
    }

    /** What its admin API wants to hear. */
    String token() throws IOException {
        return Files.readString(directory.resolve("admin.token")).strip();
    }

    @Override
    public void close() {
        for (int i = processes.size() - 1; i >= 0; i--) {
            Process process = processes.get(i);
            process.destroy();
            try {
                if (!process.waitFor(10, TimeUnit.SECONDS)) {
                    process.descendants().forEach(ProcessHandle::destroyForcibly);
                    process.destroyForcibly();
                }
            } catch (InterruptedException e) {
                process.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
    }
}
