package io.jenkins.plugins.mlcd.agent.target;

import io.jenkins.plugins.mlcd.agent.serve.ModelServer;
import io.jenkins.plugins.mlcd.record.Durations;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Model servers as child processes that run {@code mlcd serve}, each in a JVM of its own. They end by themselves when this
 * process dies, because their standard input closes then.
 */
public final class ChildServers implements ServerLauncher {

    /** Where the launcher script is; it sets the measured JVM and engine options itself. */
    static final String LAUNCHER = "MLCD_LAUNCHER";

    private static final String MAIN = "io.jenkins.plugins.mlcd.cli.Mlcd";
    private static final String ERROR_PREFIX = "mlcd: ";
    private static final long MAX_LOG_BYTES = 10 << 20;
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Path logs;
    private final Path capture;
    private final double captureRate;
    private final Duration window;

    /**
     * @param logs directory for what the servers print
     * @param capture directory that all servers capture samples to
     * @param window length of their profile windows
     */
    public ChildServers(Path logs, Path capture, double captureRate, Duration window) throws IOException {
        this.logs = Files.createDirectories(logs);
        this.capture = capture;
        this.captureRate = captureRate;
        this.window = window;
    }

    @Override
    public Running start(String model, Path directory) throws IOException {
        ProcessBuilder builder = mlcd(List.of(
                        "serve", "--model", directory.toString(), "--name", model, "--capture", capture.toString(),
                        "--capture-rate", Double.toString(captureRate), "--window", Durations.format(window), "--end-with-stdin"))
                .redirectErrorStream(true);
        return new Child(model, builder.start(), logs.resolve(model.replace(':', '-') + ".log"));
    }

    /** The command {@code mlcd} with these arguments, in a JVM that is set up for one server of several on a machine. */
    public static ProcessBuilder mlcd(List<String> arguments) {
        List<String> command = new ArrayList<>(program());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment());
        return builder;
    }

    private static List<String> program() {
        String launcher = System.getenv(LAUNCHER);
        if (launcher != null && Files.isExecutable(Path.of(launcher))) {
            return List.of(launcher);
        }
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return List.of(java, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto", "-Dai.djl.offline=true",
                "-Dai.djl.pytorch.num_threads=1", "-Dai.djl.pytorch.num_interop_threads=1", "-cp",
                System.getProperty("java.class.path"), MAIN);
    }

    /** One thread a server: several servers that each use all cores spin against each other. */
    private static Map<String, String> environment() {
        return Map.of(
                "MLCD_NO_BUILD", "1", "OMP_NUM_THREADS", "1", "OMP_WAIT_POLICY", "PASSIVE", "OPT_OUT_TRACKING", "true",
                "MALLOC_MMAP_THRESHOLD_", "268435456", "MALLOC_TRIM_THRESHOLD_", "1073741824", "MALLOC_TOP_PAD_", "67108864");
    }

    private static final class Child implements Running {
        private final String model;
        private final Process process;
        private final CompletableFuture<URI> ready = new CompletableFuture<>();
        private final CompletableFuture<String> ended = new CompletableFuture<>();
        private volatile String lastError = "";

        Child(String model, Process process, Path log) {
            this.model = model;
            this.process = process;
            Thread reader = new Thread(() -> read(log), "output of " + model);
            reader.setDaemon(true);
            reader.start();
            process.onExit().thenAccept(gone -> end(reader, gone.exitValue()));
        }

        private void read(Path log) {
            String mark = ModelServer.readyLine(model, "");
            try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
                    PrintWriter out = new PrintWriter(Files.newBufferedWriter(log, logOptions(log)), true)) {
                long written = Files.size(log);
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (line.startsWith(mark)) {
                        ready.complete(URI.create(line.substring(mark.length())));
                    } else if (line.startsWith(ERROR_PREFIX)) {
                        lastError = line.substring(ERROR_PREFIX.length());
                    }
                    written += line.length() + 1;
                    if (written < MAX_LOG_BYTES) {
                        out.println(line);
                    }
                }
            } catch (IOException e) {
                lastError = "its output cannot be read: " + e.getMessage();
            }
        }

        /** A log that has grown large is begun anew by the next start. */
        private static StandardOpenOption[] logOptions(Path log) throws IOException {
            boolean full = Files.exists(log) && Files.size(log) >= MAX_LOG_BYTES / 2;
            return new StandardOpenOption[] {
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                full ? StandardOpenOption.TRUNCATE_EXISTING : StandardOpenOption.APPEND
            };
        }

        private void end(Thread reader, int status) {
            try {
                reader.join(1_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            String how = "its server ended with status " + status + (lastError.isEmpty() ? "" : ": " + lastError);
            ready.completeExceptionally(new IOException(how));
            ended.complete(how);
        }

        @Override
        public CompletableFuture<URI> ready() {
            return ready;
        }

        @Override
        public CompletableFuture<String> ended() {
            return ended;
        }

        @Override
        public void stop() {
            process.destroy();
            try {
                if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                    process.destroyForcibly().waitFor(5, TimeUnit.SECONDS);
                }
            } catch (InterruptedException e) {
                process.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
    }
}
