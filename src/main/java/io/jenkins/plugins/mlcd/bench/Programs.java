package io.jenkins.plugins.mlcd.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs {@code mlcd} as users do, each time in a process of its own, in the directory of the checkout. */
final class Programs {

    private final Path launcher;
    private final Path logs;

    /**
     * @param logs directory for what the programs print
     * @throws IOException when the bench was not started by the launcher
     */
    Programs(Path logs) throws IOException {
        String path = System.getenv("MLCD_LAUNCHER");
        if (path == null) {
            throw new IOException("this part starts mlcd as a program: run the bench with ./mlcd");
        }
        this.launcher = Path.of(path);
        this.logs = Files.createDirectories(logs);
    }

    /** The directory of the checkout. */
    Path home() {
        return launcher.getParent();
    }

    /**
     * Runs {@code mlcd} with these arguments.
     *
     * @return the wall-clock seconds that it took
     * @throws IOException when it fails; the message has the end of what it printed
     */
    double run(Map<String, String> environment, List<String> arguments) throws IOException, InterruptedException {
        Path log = Files.createTempFile(logs, arguments.get(0), ".log");
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).directory(home().toFile()).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("MLCD_NO_BUILD", "1");
        builder.environment().putAll(environment);
        long start = System.nanoTime();
        int status = builder.start().waitFor();
        if (status != 0) {
            List<String> lines = Files.readAllLines(log);
            throw new IOException("mlcd " + String.join(" ", arguments) + " ended with exit status " + status + ": "
                    + String.join(" / ", lines.subList(Math.max(0, lines.size() - 3), lines.size())));
        }
        return (System.nanoTime() - start) / 1e9;
    }
}
