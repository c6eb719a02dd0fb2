package io.jenkins.plugins.mlcd.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A mistake is answered by one clear line that names the value and the rule, never by a stack trace. */
class WrongInputsIT {

    @TempDir
    Path directory;

    static Stream<Arguments> mistakes() {
        return Stream.of(
                Arguments.of("a syntax error", "node {\n  echo 'a'\n", "Jenkinsfile:"),
                Arguments.of("an unknown step", "node { mlSweeep(study: 's') }", "mlSweep"),
                Arguments.of("an unknown parameter", sweep("trialCount: 3, space: [x: '1, 2']"), "maxTrialCount"),
                Arguments.of("an empty space", sweep("maxTrialCount: 3, space: [:]"), "space"),
                Arguments.of("an empty range", sweep("maxTrialCount: 3, space: [x: '']"), "x"),
                Arguments.of("low above high", sweep("maxTrialCount: 3, space: [x: '0.5..0.1']"), "0.5"),
                Arguments.of("a log range with zero", sweep("maxTrialCount: 3, space: [x: '0..1 log']"), "log"),
                Arguments.of("a negative trial count", sweep("maxTrialCount: -3, space: [x: '1, 2']"), "-3"),
                Arguments.of("an unknown sampler", sweep("maxTrialCount: 3, sampler: simulated(), space: [x: '1, 2']"), "simulated"),
                Arguments.of("a missing metric name", "node { mlSweep(study: 's', space: [x: '1, 2']) { sh 'true' } }", "metric"));
    }

    private static String sweep(String arguments) {
        return "node { mlSweep(study: 's', metric: 'score', " + arguments + ") { sh 'true' } }";
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void inAJenkinsfileIsNamed(String mistake, String jenkinsfile, String named) throws Exception {
        Files.writeString(directory.resolve("Jenkinsfile"), jenkinsfile);
        Mlcd mlcd = Mlcd.run(directory, 60, "run", "Jenkinsfile", "--home", directory.resolve("home").toString());
        assertThat(mlcd.process().exitValue()).as(mlcd.text()).isNotZero();
        List<String> errors = errors(mlcd);
        assertThat(errors).as(mlcd.text()).isNotEmpty().anyMatch(line -> line.contains(named));
        assertNoStackTrace(mlcd);
    }

    static Stream<Arguments> failingTrainers() {
        return Stream.of(
                Arguments.of("exits non-zero", "exit 3", "3"),
                Arguments.of("prints no metric", "echo hello", "score"),
                Arguments.of("reports NaN", "echo '[mlcd] {\"step\": 1, \"score\": NaN}'", "score"));
    }

    @ParameterizedTest(name = "a trainer that {0}")
    @MethodSource("failingTrainers")
    void inATrainerFailsTheTrialWithTheReason(String what, String command, String named) throws Exception {
        Files.writeString(
                directory.resolve("Jenkinsfile"),
                "node { mlSweep(study: 's', metric: 'score', maxTrialCount: 2, space: [x: '1, 2']) { sh '''" + command + "\n''' } }");
        Mlcd mlcd = Mlcd.run(directory, 60, "run", "Jenkinsfile", "--home", directory.resolve("home").toString());
        assertThat(mlcd.process().exitValue()).as(mlcd.text()).isNotZero();
        assertThat(mlcd.text().lines()).anyMatch(line -> line.contains("trial") && line.contains("failed") && line.contains(named));
        assertNoStackTrace(mlcd);
    }

    @Test
    void aMissingJenkinsfileIsNamed() throws Exception {
        Mlcd mlcd = Mlcd.run(directory, 60, "run", "no-such-file").assertExit(2);
        assertThat(mlcd.text()).contains("no-such-file").hasLineCount(1);
    }

    @Test
    void aSecondRunOnOneHomeIsRefused() throws Exception {
        Files.writeString(directory.resolve("Jenkinsfile"), "node { echo 'started'; sleep 30 }");
        String[] run = {"run", "Jenkinsfile", "--home", directory.resolve("home").toString()};
        Mlcd first = Mlcd.start(directory, run);
        try {
            await().until(() -> first.text().contains("started"));
            Mlcd second = Mlcd.run(directory, 60, run).assertExit(2);
            assertThat(second.text()).contains("in use");
            assertNoStackTrace(second);
        } finally {
            first.kill();
        }
    }

    @Test
    void aStoppedRunLeavesARecordThatSaysAbortedAndNoProcess() throws Exception {
        Files.writeString(directory.resolve("Jenkinsfile"), "node { echo 'started'; sh 'sleep 300 & sleep 300' }");
        Mlcd run = Mlcd.start(directory, "run", "Jenkinsfile", "--home", directory.resolve("home").toString());
        await().until(() -> run.text().contains("sleep 300"));
        List<ProcessHandle> children = run.process().descendants().toList();
        assertThat(children).isNotEmpty();
        new ProcessBuilder("kill", "-INT", String.valueOf(run.process().pid())).start().waitFor();
        run.waitFor(20);
        run.assertExit(130);
        assertThat(run.text()).contains("ABORTED");
        // A killed orphan is gone only when the system's first process has reaped it.
        await().untilAsserted(() -> assertThat(children).noneMatch(ProcessHandle::isAlive));
    }

    private static List<String> errors(Mlcd mlcd) throws Exception {
        return mlcd.text().lines().filter(line -> line.contains("ERROR") || line.contains("Jenkinsfile") || line.startsWith("mlcd:")).toList();
    }

    private static void assertNoStackTrace(Mlcd mlcd) throws Exception {
        assertThat(mlcd.text()).doesNotContainPattern("(?m)^\\s+at [a-z]").doesNotContain("Exception");
    }
}
