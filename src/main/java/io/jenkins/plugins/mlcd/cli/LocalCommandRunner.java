package io.jenkins.plugins.mlcd.cli;

import io.jenkins.plugins.mlcd.monitor.rules.CommandRunner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Runs commands by the shell of this machine. Only for a command that the same person typed; the controller never does.
 *
 * @param longest time that a command may take
 */
record LocalCommandRunner(Duration longest) implements CommandRunner {

    private static final int MOST_OUTPUT = 64 << 10;

    @Override
    public Answer run(String command, Map<String, String> files) throws IOException {
        Path directory = Files.createTempDirectory("mlcd-rule");
        try {
            ProcessBuilder builder = new ProcessBuilder("sh", "-c", command).redirectErrorStream(true);
            for (Map.Entry<String, String> file : files.entrySet()) {
                Path path = Files.writeString(directory.resolve(file.getKey() + ".json"), file.getValue());
                builder.environment().put("ML_" + file.getKey().toUpperCase(Locale.ROOT) + "_FILE", path.toString());
            }
            Path output = directory.resolve("output");
            Process process = builder.redirectOutput(output.toFile()).start();
            process.getOutputStream().close();
            if (!process.waitFor(longest.toMillis(), TimeUnit.MILLISECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                throw new IOException("it took longer than " + longest.toSeconds() + " s");
            }
            return new Answer(process.exitValue(), end(output));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("it was interrupted", e);
        } finally {
            delete(directory);
        }
    }

    private static String end(Path output) throws IOException {
        long skip = Math.max(0, Files.size(output) - MOST_OUTPUT);
        try (var in = Files.newInputStream(output)) {
            in.skipNBytes(skip);
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void delete(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(directory);
    }
}
