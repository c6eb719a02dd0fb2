package io.jenkins.plugins.mlcd.embedded.run;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code mlcd run} or {@code mlcd up} as a process of its own, for tests that kill it. */
final class RunProcess {

    private final Process process;
    private final Path output;

    private RunProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    static RunProcess start(Path directory, String jenkinsfile, String... options) throws IOException {
        return startAs("run", Map.of(), directory, jenkinsfile, options);
    }

    /** With these environment variables beside those of this process. */
    static RunProcess start(Map<String, String> environment, Path directory, String jenkinsfile, String... options) throws IOException {
        return startAs("run", environment, directory, jenkinsfile, options);
    }

    /** {@code mlcd up} on a free port. */
    static RunProcess up(Path directory, String jenkinsfile, String... options) throws IOException {
        return startAs("up", Map.of(), directory, jenkinsfile, Stream.concat(Stream.of("--port", "0"), Stream.of(options)).toArray(String[]::new));
    }

    private static RunProcess startAs(String command, Map<String, String> environment, Path directory, String jenkinsfile, String... options)
            throws IOException {
        Files.writeString(directory.resolve("Jenkinsfile"), jenkinsfile);
        // What runs in a shell's background ignores SIGINT, and so would all that it starts.
        List<String> line = new ArrayList<>(List.of("env", "--default-signal=INT", ProcessHandle.current().info().command().orElse("java"), "-XX:TieredStopAtLevel=1", "-cp",
                classPath(), "io.jenkins.plugins.mlcd.cli.Mlcd", command, "Jenkinsfile", "--home", "home", "--job", "job"));
        line.addAll(List.of(options));
        Path output = Files.createTempFile(directory, "output", ".txt");
        ProcessBuilder builder = new ProcessBuilder(line).directory(directory.toFile()).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        return new RunProcess(process, output);
    }

    /** The process has another working directory. */
    private static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(part -> Path.of(part).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    String output() throws IOException {
        return Files.readString(output);
    }

    /** Waits until the output has {@code text}. */
    void awaitOutput(String text) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!output().contains(text)) {
            if (System.nanoTime() > deadline || !process.isAlive() && !output().contains(text)) {
                throw new AssertionError("'" + text + "' did not come; the output is:\n" + output());
            }
            Thread.sleep(50);
        }
    }

    void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).inheritIO().start().waitFor();
    }

    int await(int seconds) throws InterruptedException, IOException {
        if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("still running after " + seconds + " s; the output is:\n" + output());
        }
        return process.exitValue();
    }

    long pid() {
        return process.pid();
    }
}
