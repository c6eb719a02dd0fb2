package io.jenkins.plugins.mlcd.cli.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ChecksTest {

    private final StringWriter text = new StringWriter();
    private Instant now = Instant.EPOCH;
    private final Checks checks = new Checks(new PrintWriter(text), () -> now);

    @Test
    void tellsEachOutcomeWithItsTimeAndOnOneLine() throws Exception {
        assertThat(checks.check("first", () -> {
            now = now.plusMillis(1500);
            return "seen\nsomething";
        })).isTrue();
        assertThat(checks.check("second", () -> {
            throw new IOException("HTTP 500");
        })).isFalse();
        checks.skip("third", "only with --war");

        assertThat(text.toString().lines()).hasSize(3).satisfiesExactly(
                line -> assertThat(line).startsWith("pass    1.5 s  first").endsWith("seen something"),
                line -> assertThat(line).startsWith("fail    0.0 s  second").endsWith("HTTP 500"),
                line -> assertThat(line).startsWith("skip").endsWith("only with --war"));
        assertThat(checks.summary()).isEqualTo("1 passed, 1 failed, 1 skipped");
        assertThat(checks.passed()).isFalse();
    }

    @Test
    void hasNotPassedWhenNothingWasChecked() {
        checks.skip("all", "no war");
        assertThat(checks.passed()).isFalse();
    }

    @Test
    void takesAMistakeOfItsOwnForAFailure() throws Exception {
        assertThat(checks.check("x", () -> {
            throw new IllegalStateException();
        })).isFalse();
        assertThat(checks.outcomes().get(0).detail()).isEqualTo("java.lang.IllegalStateException");
    }
}
