package io.jenkins.plugins.mlcd.embedded.progress;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.mlcd.record.Json;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgressTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final String HEAD = """
            {"schema": "mlcd/study", "version": 1}
            {"event": "defined", "at": "2026-01-01T00:00:00Z", "definition": {"study": "digits", "metric": "accuracy", "direction": "maximize", "maxTrialCount": 10}}
            {"event": "asked", "at": "2026-01-01T00:00:00Z", "trial": 0, "algorithm": "mlp", "params": {"lr": 0.012345, "hidden": 64}, "seed": 1, "worker": "1"}
            """;
    private static final String MORE = """
            {"event": "reported", "at": "2026-01-01T00:00:05Z", "trial": 0, "step": 2, "metrics": {"accuracy": 0.91}}
            {"event": "asked", "at": "2026-01-01T00:00:05Z", "trial": 1, "algorithm": "convnet", "params": {}, "seed": 2, "worker": "2"}
            {"event": "told", "at": "2026-01-01T00:00:10Z", "trial": 0, "value": 0.93, "metrics": {"accuracy": 0.93}}
            {"event": "asked", "at": "2026-01-01T00:00:10Z", "trial": 2, "algorithm": "mlp", "params": {"lr": 0.1}, "seed": 3, "worker": "1"}
            {"event": "pruned", "at": "2026-01-01T00:00:15Z", "trial": 2, "reason": "below the median"}
            """;

    @TempDir
    Path build;

    private Activity activity(Instant now) {
        Activity activity = new Activity(InstantSource.fixed(now));
        activity.buildStarted(build);
        return activity;
    }

    private void write(String lines) throws Exception {
        Path study = build.resolve("mlcd/study-digits.jsonl");
        Files.createDirectories(study.getParent());
        Files.writeString(study, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    @Test
    void followsTheRecordOfAStudyAsItGrows() throws Exception {
        Activity activity = activity(START.plusSeconds(20));
        write(HEAD);
        assertThat(activity.lines()).containsExactly("[worker 1] trial 0 mlp lr=0.01235 hidden=64  20 s",
                "Sweep digits: 0 of 10 done, 1 running, 0 pruned, 0 failed");
        write(MORE + "{\"event\": \"asked\", \"torn");
        assertThat(activity.lines()).containsExactly("[worker 2] trial 1 convnet  15 s",
                "Sweep digits: 2 of 10 done, 1 running, 1 pruned, 0 failed, best accuracy 0.93 (trial 0), about 1 min 20 s left");
    }

    @Test
    void showsWhatEachBranchDoesButNotWhatSweepsAndWaitingTrunksDo() {
        Activity activity = activity(START);
        activity.step("", "Sweep", "parallel", true);
        activity.step("Sweep / WORKER=1", "Trials", "mlSweep", true);
        activity.step("Sweep / WORKER=1", "Trials", "sh", true);
        activity.step("Sweep / WORKER=2", "Trials", "unstash", true);
        assertThat(activity.lines()).containsExactly("[Sweep / WORKER=2] unstash  0 s");
        activity.step("Sweep / WORKER=2", "Trials", "unstash", false);
        assertThat(activity.lines()).isEmpty();
    }

    @Test
    void theLiveRegionIsRewrittenBelowTheLog() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (LiveDisplay display = new LiveDisplay(new PrintStream(bytes, true, StandardCharsets.UTF_8), () -> 30, false, InstantSource.fixed(START))) {
            display.line("before");
            display.step("", "Canary", "a-step-with-a-name-of-some-length", true);
            display.line("log line");
            display.step("", "Canary", "a-step-with-a-name-of-some-length", false);
            display.line("after");
        }
        String text = bytes.toString(StandardCharsets.UTF_8);
        assertThat(text).contains("log line\n[Canary] a-step-with-a-name-~\n\033[1A\r\033[J");
        assertThat(text).endsWith("after\n");
    }

    @Test
    void plainLinesHaveNoControlCharactersAndTellOfTheSweepNowAndThen() throws Exception {
        write(HEAD);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        StudyTail tail = new StudyTail(build.resolve("mlcd/study-digits.jsonl"));
        tail.poll();
        try (PlainDisplay display = new PlainDisplay(new PrintStream(bytes, true, StandardCharsets.UTF_8), InstantSource.fixed(START), Duration.ofHours(1))) {
            display.line(tail.progress().summary(START));
        }
        assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo("Sweep digits: 0 of 10 done, 1 running, 0 pruned, 0 failed\n");
    }

    @ParameterizedTest
    @CsvSource({"PT0S, 0 s", "PT59.9S, 59 s", "PT2M, 2 min", "PT2M5S, 2 min 5 s", "PT1H, 1 h", "PT26H3M4S, 26 h 3 min", "PT-5S, 0 s"})
    void durationsReadAsPeopleSayThem(Duration time, String text) {
        assertThat(Times.text(time)).isEqualTo(text);
    }

    @Test
    void aStudyToldAgainIsCountedOnce() throws Exception {
        StudyProgress progress = new StudyProgress();
        for (String line : (HEAD + MORE + MORE).lines().skip(1).toList()) {
            progress.apply(Json.parseObject(line));
        }
        assertThat(progress.summary(START)).startsWith("Sweep digits: 2 of 10 done");
    }
}
