package io.jenkins.plugins.mlcd.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.record.EventLog;
import io.jenkins.plugins.mlcd.record.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A study whose process is killed at any moment completes, repeats no finished trial, and has the result of an undisturbed one. */
class StudyCrashTest {

    private static final int TRIALS = 12;
    private static final int STEPS = 3;

    @TempDir
    Path directory;

    private static StudyDefinition definition(int trials) {
        Map<String, SearchSpace> algorithms = new LinkedHashMap<>();
        algorithms.put("a", SearchSpace.parse(Map.of("x", "0.0..1.0")));
        algorithms.put("b", SearchSpace.parse(Map.of("y", "1..1000 log")));
        Limits limits = new Limits(OptionalInt.of(trials), OptionalInt.empty(), java.util.OptionalDouble.empty(), java.util.Optional.empty(), 1000);
        return new StudyDefinition("crash", "accuracy", Direction.MAXIMIZE, algorithms, new RandomSampler(11), new MedianPruner(3, 1, 1), limits,
                ModelPolicy.BEST);
    }

    /** One worker to the end of the study; each trial's figures follow from its seed. */
    private static void work(Path file, int trials, long stepMillis) throws IOException, InterruptedException {
        try (Study study = Study.open(file, definition(trials), InstantSource.system(), Study.Orphans.LOST)) {
            while (study.ask("1") instanceof Ask.Run run) {
                train(study, run.trial(), stepMillis);
            }
        }
    }

    private static void train(Study study, Trial trial, long stepMillis) throws IOException, InterruptedException {
        SplittableRandom random = new SplittableRandom(trial.seed());
        double skill = random.nextDouble();
        if (random.nextInt(8) == 0) {
            study.fail(trial.number(), trial.attempt(), "exit code 1");
            return;
        }
        for (int step = 0; step < STEPS; step++) {
            Thread.sleep(stepMillis);
            Report report = Report.of("accuracy", skill * (step + 1) / STEPS, OptionalInt.of(step));
            if (study.report(trial.number(), trial.attempt(), report).isPresent()) {
                return;
            }
        }
        study.tell(trial.number(), trial.attempt());
    }

    /** What matters of a study when all is done. */
    private static Map<Integer, String> result(Path file) throws IOException {
        Map<Integer, String> result = new TreeMap<>();
        for (Trial trial : StudyState.read(file).trials()) {
            result.put(trial.number(), trial.state() + " " + trial.algorithm() + trial.params() + " " + trial.seed() + " " + trial.value());
        }
        return result;
    }

    /** Every trial ended once, and was asked no more after that. */
    private static void requireNothingTwice(Path file) throws IOException {
        Map<Integer, String> ends = new HashMap<>();
        int studyEnds = 0;
        for (ObjectNode event : EventLog.read(file, Schema.STUDY)) {
            int trial = event.path("trial").asInt(-1);
            String kind = event.get("event").asText();
            if (kind.equals("asked")) {
                assertThat(ends).as("trial %d is asked after it ended", trial).doesNotContainKey(trial);
            } else if (List.of("told", "failed", "pruned").contains(kind)) {
                assertThat(ends.put(trial, kind)).as("trial %d ends twice", trial).isNull();
            }
            studyEnds += kind.equals("ended") ? 1 : 0;
        }
        assertThat(studyEnds).isEqualTo(1);
    }

    @Test
    void completesWithTheSameResultAfterACrashAtEveryEventAndAtRandomBytes() throws Exception {
        Path undisturbed = directory.resolve("undisturbed");
        work(undisturbed, TRIALS, 0);
        byte[] whole = Files.readAllBytes(undisturbed);
        Map<Integer, String> expected = result(undisturbed);
        assertThat(expected.toString()).contains("COMPLETE").contains("PRUNED").contains("FAILED");
        SplittableRandom random = new SplittableRandom(5);
        int lines = 0;
        for (int length = 0; length <= whole.length; length++) {
            boolean afterAnEvent = length > 0 && whole[length - 1] == '\n';
            if (afterAnEvent || random.nextInt(40) == 0) {
                lines += afterAnEvent ? 1 : 0;
                Path crashed = directory.resolve("crashed");
                Files.write(crashed, Arrays.copyOf(whole, length));
                work(crashed, TRIALS, 0);
                assertThat(result(crashed)).as("killed after %d bytes", length).isEqualTo(expected);
                requireNothingTwice(crashed);
            }
        }
        assertThat(lines).isGreaterThan(TRIALS * 2);
    }

    @Test
    void completesWithTheSameResultWhenItsProcessIsKilledAtRandomMoments() throws Exception {
        int trials = 40;
        Path undisturbed = directory.resolve("undisturbed");
        work(undisturbed, trials, 0);
        Path killed = directory.resolve("killed");
        SplittableRandom random = new SplittableRandom();
        int kills = 0;
        while (kills < 20) {
            Process process = worker(killed, trials, 15);
            long progress = Files.exists(killed) ? Files.size(killed) : 0;
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
            while (process.isAlive() && (!Files.exists(killed) || Files.size(killed) == progress) && System.nanoTime() < deadline) {
                Thread.sleep(1);
            }
            if (!process.waitFor(random.nextInt(80), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
                kills++;
            } else {
                break;
            }
        }
        assertThat(kills).as("moments at which the process was killed").isGreaterThanOrEqualTo(20);
        Process last = worker(killed, trials, 0);
        assertThat(last.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(last.exitValue()).isZero();
        assertThat(result(killed)).isEqualTo(result(undisturbed));
        requireNothingTwice(killed);
    }

    private static Process worker(Path file, int trials, long stepMillis) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto",
                        "-cp", System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        StudyCrashTest.class.getName(), file.toString(), String.valueOf(trials), String.valueOf(stepMillis))
                .inheritIO()
                .start();
    }

    /** The small process that is killed. */
    public static void main(String[] args) throws Exception {
        work(Path.of(args[0]), Integer.parseInt(args[1]), Long.parseLong(args[2]));
    }
}
