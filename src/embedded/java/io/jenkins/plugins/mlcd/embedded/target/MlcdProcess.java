package io.jenkins.plugins.mlcd.embedded.target;

import io.jenkins.plugins.mlcd.embedded.engine.ChildProcesses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A child process of the run itself, such as {@code mlcd target}; its output goes to a file. */
final class MlcdProcess implements AutoCloseable {

    private static final Duration GRACE = Duration.ofSeconds(3);
    private static final int SHOWN_LINES = 3;

    private final Process process;
    private final Path log;
    private final ChildProcesses children;

    private MlcdProcess(Process process, Path log, ChildProcesses children) {
        this.process = process;
        this.log = log;
        this.children = children;
    }

    /** The command {@code mlcd}: the launcher that started this process, else what the PATH has. */
    static String launcher() {
        String launcher = System.getenv("MLCD_LAUNCHER");
        return launcher == null ? "mlcd" : launcher;
    }

    /** @param environment variables on top of this process's own */
    static MlcdProcess start(List<String> command, Map<String, String> environment, Path directory, Path log, ChildProcesses children)
            throws IOException {
        Files.createDirectories(log.getParent());
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        children.started(process);
        return new MlcdProcess(process, log, children);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** The exit status, or -1 when the process still runs after {@code time}. */
    int await(Duration time) throws InterruptedException {
        return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS) ? process.exitValue() : -1;
    }

    /** The last lines that it printed, as one. */
    String lastWords() throws IOException {
        List<String> lines = Files.readAllLines(log);
        return String.join(" | ", lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size()));
    }

    @Override
    public void close() throws IOException {
        ChildProcesses.endTree(process.toHandle(), GRACE);
        children.ended(process);
    }
}
