package io.jenkins.plugins.mlcd.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.record.EventLog;
import io.jenkins.plugins.mlcd.record.Schema;
import io.jenkins.plugins.mlcd.sweep.AshaPruner;
import io.jenkins.plugins.mlcd.sweep.Ask;
import io.jenkins.plugins.mlcd.sweep.Direction;
import io.jenkins.plugins.mlcd.sweep.Limits;
import io.jenkins.plugins.mlcd.sweep.ModelPolicy;
import io.jenkins.plugins.mlcd.sweep.RandomSampler;
import io.jenkins.plugins.mlcd.sweep.Report;
import io.jenkins.plugins.mlcd.sweep.SearchSpace;
import io.jenkins.plugins.mlcd.sweep.Study;
import io.jenkins.plugins.mlcd.sweep.StudyDefinition;
import io.jenkins.plugins.mlcd.sweep.StudyState;
import io.jenkins.plugins.mlcd.sweep.Trial;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * A process that runs a simulated sweep is killed (SIGKILL) at 200 random moments, each time started again, and the study compared
 * with one that nobody disturbed: nothing finished is repeated, nothing counted twice, the result is the same. Then: how long it takes
 * to open a study of 1,000 trials again.
 */
final class RestartPart implements SweepPart {

    private static final int KILLS = 200;
    private static final int MAX_STARTS = 1_000;
    private static final int TRIALS = 400;
    private static final int STEPS = 8;
    private static final int STEP_MILLIS = 5;
    private static final int LARGE = 1_000;

    @Override
    public String name() {
        return "restart";
    }

    @Override
    public void run(SweepOptions options, PrintWriter out, Aims aims) throws Exception {
        Path directory = Files.createTempDirectory("mlcd-bench-restart");
        Path undisturbed = directory.resolve("undisturbed.jsonl");
        work(undisturbed, TRIALS, 0);
        Path killed = directory.resolve("killed.jsonl");
        int kills = killed(killed, TRIALS);
        long differences = differences(result(undisturbed), result(killed));
        long repeated = repeated(killed);
        Path large = directory.resolve("large.jsonl");
        work(large, LARGE, 0);
        double restart = restart(large);
        new Table("", "value")
                .row("random moments at which the process was killed", kills)
                .row("trials whose parameters, end or value differ from the undisturbed study", differences)
                .row("finished trials that were asked again or ended twice", repeated)
                .row("seconds to open a study of " + LARGE + " trials again", restart)
                .print(out);
        aims.atLeast("restart_kills", kills, KILLS);
        aims.atMost("restart_trials_that_differ", differences, 0);
        aims.atMost("restart_trials_repeated", repeated, 0);
        aims.atMost("restart_1000_trials_seconds", restart, 5);
    }

    private static StudyDefinition definition(int trials) {
        Limits limits = new Limits(OptionalInt.of(trials), OptionalInt.empty(), OptionalDouble.empty(), Optional.empty(), MAX_STARTS);
        return new StudyDefinition("restart", "accuracy", Direction.MAXIMIZE, Map.of("", SearchSpace.parse(Map.of("x", "0.0..1.0"))),
                new RandomSampler(11), new AshaPruner(2, 2, OptionalInt.empty(), 6), limits, ModelPolicy.BEST);
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
        for (int step = 1; step <= STEPS; step++) {
            Thread.sleep(stepMillis);
            if (study.report(trial.number(), trial.attempt(), Report.of("accuracy", skill * step / STEPS, OptionalInt.of(step))).isPresent()) {
                return;
            }
        }
        study.tell(trial.number(), trial.attempt());
    }

    /** Kills the study's process again and again, lets the last one finish, and returns how often it was killed. */
    private static int killed(Path file, int trials) throws IOException, InterruptedException {
        SplittableRandom random = new SplittableRandom(3);
        int kills = 0;
        while (kills < KILLS) {
            Process process = worker(file, trials, STEP_MILLIS);
            long before = size(file);
            while (process.isAlive() && size(file) == before) {
                Thread.sleep(1);
            }
            if (process.waitFor(random.nextInt(60), TimeUnit.MILLISECONDS)) {
                break;
            }
            process.destroyForcibly().waitFor();
            kills++;
        }
        int status = worker(file, trials, 0).waitFor();
        if (status != 0) {
            throw new IOException("the last process of the study ended with exit status " + status);
        }
        return kills;
    }

    private static long size(Path file) throws IOException {
        return Files.exists(file) ? Files.size(file) : 0;
    }

    private static Process worker(Path file, int trials, long stepMillis) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto", "-cp", System.getProperty("java.class.path"),
                        RestartPart.class.getName(), file.toString(), String.valueOf(trials), String.valueOf(stepMillis))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** The process that is killed. */
    public static void main(String[] args) throws Exception {
        work(Path.of(args[0]), Integer.parseInt(args[1]), Long.parseLong(args[2]));
    }

    /** What matters of each trial when all is done. */
    private static Map<Integer, String> result(Path file) throws IOException {
        Map<Integer, String> result = new TreeMap<>();
        for (Trial trial : StudyState.read(file).trials()) {
            result.put(trial.number(), trial.state() + " " + trial.params() + " " + trial.seed() + " " + trial.value() + " " + trial.reason());
        }
        return result;
    }

    private static long differences(Map<Integer, String> one, Map<Integer, String> other) {
        long missing = other.keySet().stream().filter(number -> !one.containsKey(number)).count();
        return missing + one.entrySet().stream().filter(trial -> !trial.getValue().equals(other.get(trial.getKey()))).count();
    }

    private static long repeated(Path file) throws IOException {
        Map<Integer, String> ends = new HashMap<>();
        long repeated = 0;
        for (ObjectNode event : EventLog.read(file, Schema.STUDY)) {
            int trial = event.path("trial").asInt(-1);
            String kind = event.path("event").asText();
            if (kind.equals("asked")) {
                repeated += ends.containsKey(trial) ? 1 : 0;
            } else if (List.of("told", "failed", "pruned").contains(kind)) {
                repeated += ends.put(trial, kind) == null ? 0 : 1;
            }
        }
        return repeated;
    }

    /** In a fresh process, with all that starting one takes: from its start until the study is open and answers. */
    private static double restart(Path file) throws IOException, InterruptedException {
        long start = System.nanoTime();
        int status = worker(file, LARGE, 0).waitFor();
        if (status != 0) {
            throw new IOException("the study could not be opened again: exit status " + status);
        }
        return (System.nanoTime() - start) / 1e9;
    }
}
