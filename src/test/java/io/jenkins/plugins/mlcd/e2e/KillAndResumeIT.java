package io.jenkins.plugins.mlcd.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.record.EventLog;
import io.jenkins.plugins.mlcd.record.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.io.TempDir;

/** A run is killed at a random moment and started again: nothing finished is repeated, and the result is the same. */
class KillAndResumeIT {

    private static final int TRIALS = 12;
    private static final int MOMENTS = 20;

    /** Each trial says that it ran, so that a repetition shows. */
    private static final String JENKINSFILE =
            """
            node {
                def best = mlSweep(study: 's', metric: 'score', maxTrialCount: 12, sampler: random(seed: 3), pruner: none(),
                                   space: [x: '0.0..1.0']) {
                    sh 'sleep 0.1; echo "{\\\\"step\\\\": 1, \\\\"score\\\\": $ML_PARAM_X}" >> "$ML_REPORT_FILE"; echo "$ML_TRIAL" >> "$TRACE"'
                }
                echo "best is trial ${best.number}"
            }
            """;

    @TempDir
    static Path shared;

    private static Map<Integer, Double> undisturbed;
    private static long undisturbedBytes;

    @BeforeAll
    static void runWithoutAKill() throws Exception {
        Path directory = Files.createDirectory(shared.resolve("undisturbed"));
        Mlcd.run(directory, 120, run(directory)).assertExit(0);
        undisturbed = values(directory);
        undisturbedBytes = Files.size(studyLog(directory));
        assertThat(undisturbed).hasSize(TRIALS);
    }

    @RepeatedTest(MOMENTS)
    void continuesAfterAKillAtARandomMoment(RepetitionInfo repetition) throws Exception {
        Path directory = Files.createDirectory(shared.resolve("kill-" + repetition.getCurrentRepetition()));
        Mlcd killed = Mlcd.start(directory, run(directory));
        awaitAMoment(killed, directory, new Random(repetition.getCurrentRepetition()));
        killed.kill();
        Set<Integer> finishedBefore = Set.copyOf(values(directory).keySet());
        Path trace = directory.resolve("trace");
        int ranBefore = Files.exists(trace) ? Files.readAllLines(trace).size() : 0;

        Mlcd.run(directory, 120, resume(directory)).assertExit(0);

        assertThat(values(directory)).isEqualTo(undisturbed);
        List<String> ran = Files.readAllLines(trace);
        assertThat(ran.subList(ranBefore, ran.size()).stream().map(Integer::valueOf).toList())
                .as("finished trials that ran again")
                .doesNotContainAnyElementsOf(finishedBefore);
    }

    /** A moment is how far the record has come and a little more, so that it does not depend on how fast the machine is. */
    private static void awaitAMoment(Mlcd run, Path directory, Random random) throws Exception {
        long bytes = (long) (random.nextDouble(0, 0.9) * undisturbedBytes);
        while (run.process().isAlive() && bytesOf(studyLog(directory)) < bytes) {
            Thread.sleep(5);
        }
        run.process().waitFor(random.nextInt(150), TimeUnit.MILLISECONDS);
        assertThat(run.process().isAlive()).as(run.text()).isTrue();
    }

    private static long bytesOf(Path log) throws IOException {
        return log == null ? 0 : Files.size(log);
    }

    private static String[] run(Path directory) throws IOException {
        Path jenkinsfile = directory.resolve("Jenkinsfile");
        Files.writeString(jenkinsfile, JENKINSFILE.replace("$TRACE", directory.resolve("trace").toString()));
        return new String[] {"run", jenkinsfile.toString(), "--home", directory.resolve("home").toString()};
    }

    /** A kill before the build began leaves nothing to resume: then a new run is what a user would start. */
    private static String[] resume(Path directory) throws IOException {
        String[] run = run(directory);
        return studyLog(directory) == null ? run : new String[] {run[0], run[1], run[2], run[3], "--resume"};
    }

    private static Path studyLog(Path directory) {
        Path builds = directory.resolve("home/jobs").resolve(directory.getFileName()).resolve("builds");
        List<Path> logs = Stream.of("1", "2")
                .map(number -> builds.resolve(number).resolve("mlcd/study-s.jsonl"))
                .filter(Files::exists)
                .toList();
        assertThat(logs).hasSizeLessThanOrEqualTo(1);
        return logs.isEmpty() ? null : logs.get(0);
    }

    /** The told value of each trial; a trial that was told twice is an error. */
    private static Map<Integer, Double> values(Path directory) throws IOException {
        Path log = studyLog(directory);
        List<ObjectNode> events = log == null ? List.of() : EventLog.read(log, Schema.STUDY);
        return events.stream()
                .filter(event -> event.path("event").asText().equals("told"))
                .collect(Collectors.toMap(
                        event -> event.path("trial").asInt(),
                        event -> event.path("value").asDouble(),
                        (one, other) -> {
                            throw new AssertionError("a trial was counted twice in " + log);
                        },
                        TreeMap::new));
    }
}
