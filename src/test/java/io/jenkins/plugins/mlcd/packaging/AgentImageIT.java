package io.jenkins.plugins.mlcd.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The build context of the agent image, made from the packed project. Natives for CUDA are not downloaded here: it is the one for CPUs. */
class AgentImageIT {

    @TempDir
    Path directory;

    private record Outcome(int status, String text) {}

    private static Outcome build(String... arguments) throws Exception {
        List<String> command = new java.util.ArrayList<>(List.of("agent-images/build.sh"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        return new Outcome(process.exitValue(), text);
    }

    @Test
    void isWholeAndStartsAndIsTheSameTwice() throws Exception {
        Path first = directory.resolve("a");
        Outcome outcome = build("cpu", "--context", first.toString());
        assertThat(outcome.status()).as(outcome.text()).isZero();
        assertThat(outcome.text()).startsWith("mlcd ");
        assertThat(first.resolve("SHA256SUMS")).content().contains("  ./python/mlcd.py", "  ./Dockerfile", "  ./natives/pytorch-native-cpu-", "  ./lib/");
        assertThat(Files.getLastModifiedTime(first.resolve("mlcd")).toInstant()).hasToString("2000-01-01T00:00:00Z");

        Outcome again = build("cpu", "--context", first.toString());
        assertThat(again.status()).as(again.text()).isZero();
        assertThat(again.text()).isEqualTo(outcome.text());
    }

    @Test
    void refusesWhatItCannotDo() throws Exception {
        assertThat(build("tpu")).satisfies(wrong -> assertThat(wrong.status()).isOne()).satisfies(wrong -> assertThat(wrong.text()).contains("say which: gpu or cpu"));
        Path mine = Files.createDirectory(directory.resolve("mine"));
        Files.writeString(mine.resolve("thesis.txt"), "years");
        assertThat(build("cpu", "--context", mine.toString()).text()).contains("no build context; it is left alone");
        assertThat(mine.resolve("thesis.txt")).exists();
    }
}
