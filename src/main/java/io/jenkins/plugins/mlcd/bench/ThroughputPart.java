package io.jenkins.plugins.mlcd.bench;

import io.jenkins.plugins.mlcd.sweep.Ask;
import io.jenkins.plugins.mlcd.sweep.AshaPruner;
import io.jenkins.plugins.mlcd.sweep.Direction;
import io.jenkins.plugins.mlcd.sweep.Limits;
import io.jenkins.plugins.mlcd.sweep.ModelPolicy;
import io.jenkins.plugins.mlcd.sweep.RandomSampler;
import io.jenkins.plugins.mlcd.sweep.Report;
import io.jenkins.plugins.mlcd.sweep.SearchSpace;
import io.jenkins.plugins.mlcd.sweep.Study;
import io.jenkins.plugins.mlcd.sweep.StudyDefinition;
import io.jenkins.plugins.mlcd.sweep.Trial;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** How much a study takes: reports a second, a large simulated study with its synced record, and trials that do nothing through {@code mlSweep}. */
final class ThroughputPart implements SweepPart {

    private static final int REPORTING = 10;
    private static final int REPORTS = 2_000;
    private static final int SIMULATED = 10_000;
    private static final int WORKERS = 100;
    private static final int STEPS = 10;
    private static final int NO_OPS = 1_000;

    private static final String JENKINSFILE = """
            node {
                mlSweep(study: 'noop', metric: 'x', maxTrialCount: %d, space: [a: '0.0..1.0']) {
                    mlReport(metric: 'x', value: 1.0)
                }
            }
            """;

    @Override
    public String name() {
        return "throughput";
    }

    @Override
    public void run(SweepOptions options, PrintWriter out, Aims aims) throws Exception {
        Path directory = Files.createTempDirectory("mlcd-bench-throughput");
        double reports = REPORTING * REPORTS / reports(directory.resolve("reports.jsonl"));
        double simulated = simulated(directory.resolve("simulated.jsonl"));
        double noOps = noOps(directory);
        new Table("what", "how many", "seconds", "a second")
                .row("reports of " + REPORTING + " running trials, asha()", REPORTING * REPORTS, REPORTING * REPORTS / reports, reports)
                .row("simulated trials, " + WORKERS + " workers, asha()", SIMULATED, simulated, SIMULATED / simulated)
                .row("mlcd run: trials that do nothing", NO_OPS, noOps, NO_OPS / noOps)
                .print(out);
        aims.atLeast("reports_per_second", reports, 5_000);
        aims.atMost("simulated_10000_trials_seconds", simulated, 60);
        aims.atMost("noop_1000_trials_seconds", noOps, 60);
    }

    private static Study open(Path file, int trials, AshaPruner pruner) throws IOException {
        StudyDefinition definition = new StudyDefinition("bench", "accuracy", Direction.MAXIMIZE,
                Map.of("", SearchSpace.parse(Map.of("x", "0.0..1.0", "y", "1e-4..1e-1 log"))), new RandomSampler(7), pruner, Limits.trials(trials),
                ModelPolicy.BEST);
        return Study.open(file, definition, InstantSource.system(), Study.Orphans.LOST);
    }

    /** Seconds for the reports of trials that all run to their end. */
    private static double reports(Path file) throws IOException {
        try (Study study = open(file, REPORTING, new AshaPruner(2, 4, OptionalInt.empty(), REPORTING))) {
            for (int i = 0; i < REPORTING; i++) {
                study.ask("1");
            }
            long start = System.nanoTime();
            for (int step = 1; step <= REPORTS; step++) {
                for (int trial = 0; trial < REPORTING; trial++) {
                    study.report(trial, 1, Report.of("accuracy", 1 - 1.0 / (step + trial), OptionalInt.of(step)));
                }
            }
            return (System.nanoTime() - start) / 1e9;
        }
    }

    /** Seconds for a study with a thread a worker; each trial's curve follows from its seed. */
    private static double simulated(Path file) throws IOException, InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(WORKERS);
        long start = System.nanoTime();
        try (Study study = open(file, SIMULATED, new AshaPruner(2, 4, OptionalInt.empty(), 6))) {
            List<Future<?>> workers = new ArrayList<>();
            for (int worker = 0; worker < WORKERS; worker++) {
                String name = String.valueOf(worker);
                workers.add(threads.submit(() -> {
                    work(study, name);
                    return null;
                }));
            }
            for (Future<?> worker : workers) {
                worker.get();
            }
            if (study.trials().size() != SIMULATED) {
                throw new IOException("the study ended after " + study.trials().size() + " trials: " + study.end());
            }
        } finally {
            threads.shutdownNow();
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private static void work(Study study, String worker) throws IOException, InterruptedException {
        while (study.end().isEmpty()) {
            if (study.ask(worker) instanceof Ask.Run run) {
                train(study, run.trial());
            } else {
                // The last trials are running.
                Thread.sleep(5);
            }
        }
    }

    private static void train(Study study, Trial trial) throws IOException {
        double skill = new SplittableRandom(trial.seed()).nextDouble();
        for (int step = 1; step <= STEPS; step++) {
            double value = skill * (1 - 0.5 / step) + 0.02 * new SplittableRandom(trial.seed() + 31L * step).nextDouble();
            if (study.report(trial.number(), trial.attempt(), Report.of("accuracy", value, OptionalInt.of(step))).isPresent()) {
                return;
            }
        }
        study.tell(trial.number(), trial.attempt());
    }

    private static double noOps(Path directory) throws IOException, InterruptedException {
        Path jenkinsfile = Files.writeString(directory.resolve("Jenkinsfile"), JENKINSFILE.formatted(NO_OPS));
        return new Programs(directory.resolve("logs"))
                .run(Map.of(), List.of("run", jenkinsfile.toString(), "--home", directory.resolve("home").toString()));
    }
}
