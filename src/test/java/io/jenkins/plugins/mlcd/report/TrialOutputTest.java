package io.jenkins.plugins.mlcd.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.mlcd.record.BuildLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrialOutputTest {

    @TempDir
    Path build;

    private Path file() {
        return new BuildLayout(build).trialOutput("digits", 7);
    }

    @Test
    void keepsWhatIsPrintedWithoutMarksOfTheConsole() throws IOException {
        assertThat(TrialOutput.read(build, "digits", 7)).isEmpty();
        TrialOutput.append(file(), "  epoch 1 \u001B[8mha:////4AAA=\u001B[0mdone\r");
        TrialOutput.append(file(), "");
        assertThat(TrialOutput.read(build, "digits", 7)).contains("  epoch 1 done\n\n");
        assertThatThrownBy(() -> TrialOutput.read(build, "../x", 7)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void keepsTheBeginningOfMuchAndSaysWhereTheRestIs() throws IOException {
        String line = "x".repeat(10_000);
        for (int i = 0; i < 100; i++) {
            TrialOutput.append(file(), line);
        }
        assertThat(Files.size(file())).isBetween((long) TrialOutput.MOST_BYTES, TrialOutput.MOST_BYTES + 20_000L);
        assertThat(Files.readString(file())).endsWith(line + "\n(the rest is in the build's console)\n").containsOnlyOnce("the rest");
    }
}
