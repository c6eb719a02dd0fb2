package io.jenkins.plugins.mlcd.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The packed command line in a process of its own, as a user would start it. */
record Mlcd(Process process, Path output) {

    static Mlcd start(Path directory, String... arguments) throws IOException {
        Path output = Files.createTempFile(directory, "output", ".txt");
        List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT", Path.of("mlcd").toAbsolutePath().toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("MLCD_NO_BUILD", "1");
        return new Mlcd(builder.start(), output);
    }

    /** Runs to the end within {@code seconds} and gives itself. */
    static Mlcd run(Path directory, int seconds, String... arguments) throws Exception {
        Mlcd mlcd = start(directory, arguments);
        mlcd.waitFor(seconds);
        return mlcd;
    }

    int waitFor(int seconds) throws Exception {
        if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            throw new AssertionError("still running after " + seconds + " s:\n" + text());
        }
        return process.exitValue();
    }

    /** Kills the process and all below it at once, as when the machine loses power. */
    void kill() throws InterruptedException {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
        process.waitFor();
    }

    String text() throws IOException {
        return Files.readString(output);
    }

    Mlcd assertExit(int status) throws IOException {
        assertThat(process.exitValue()).as(text()).isEqualTo(status);
        return this;
    }
}
