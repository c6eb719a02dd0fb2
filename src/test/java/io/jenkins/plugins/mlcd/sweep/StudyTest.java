package io.jenkins.plugins.mlcd.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StudyTest {

    private static final class Clock implements InstantSource {
        private Instant now = Instant.parse("2026-01-01T00:00:00Z");

        @Override
        public synchronized Instant instant() {
            return now;
        }

        synchronized void pass(Duration duration) {
            now = now.plus(duration);
        }
    }

    @TempDir
    Path directory;

    private final Clock clock = new Clock();

    private static final Limits NONE = Limits.trials(5);

    static StudyDefinition definition(Limits limits, Pruner pruner) {
        Map<String, SearchSpace> algorithms = new LinkedHashMap<>();
        algorithms.put("convnet", SearchSpace.parse(Map.of("lr", "1e-4..1e-1 log")));
        algorithms.put("xgboost", SearchSpace.parse(Map.of("depth", "3..8")));
        return new StudyDefinition("digits", "accuracy", Direction.MAXIMIZE, algorithms, new RandomSampler(7), pruner, limits, ModelPolicy.BEST);
    }

    private Study open(StudyDefinition definition) throws IOException {
        return Study.open(directory.resolve("study-digits.jsonl"), definition, clock, Study.Orphans.LOST);
    }

    static Report accuracy(int step, double value) {
        return new Report(OptionalInt.of(step), Map.of("accuracy", value), Map.of());
    }

    private static Trial run(Study study) throws IOException {
        return ((Ask.Run) study.ask("1")).trial();
    }

    private static void complete(Study study, double value) throws IOException {
        Trial trial = run(study);
        study.report(trial.number(), trial.attempt(), accuracy(1, value));
        study.tell(trial.number(), trial.attempt());
    }

    @Test
    void endsWithTheBestWhenAllTrialsAreDone() throws IOException {
        try (Study study = open(definition(NONE, new NoPruner()))) {
            for (double value : new double[] {0.5, 0.9, 0.7, 0.9, 0.1}) {
                complete(study, value);
            }
            assertThat(study.ask("1")).isInstanceOfSatisfying(Ask.Done.class, done -> {
                assertThat(done.end().state()).isEqualTo(EndState.COMPLETED);
                assertThat(done.end().best()).hasValue(1);
                assertThat(done.end().reason()).isEqualTo("all 5 trials are done");
            });
        }
    }

    @Test
    void letsAWorkerWaitForTrialsThatMayComeBack() throws IOException {
        try (Study study = open(definition(Limits.trials(1), new NoPruner()))) {
            Trial trial = run(study);
            assertThat(study.ask("2")).isInstanceOf(Ask.Wait.class);
            study.lose(trial.number(), trial.attempt(), "the agent is gone");
            assertThat(study.ask("2")).isInstanceOfSatisfying(Ask.Run.class, again -> {
                assertThat(again.trial().number()).isEqualTo(trial.number());
                assertThat(again.trial().params()).isEqualTo(trial.params());
                assertThat(again.trial().seed()).isEqualTo(trial.seed());
                assertThat(again.trial().attempt()).isEqualTo(2);
            });
        }
    }

    @Test
    void ignoresAWorkerThatWasThoughtDead() throws IOException {
        try (Study study = open(definition(Limits.trials(1), new NoPruner()))) {
            Trial first = run(study);
            study.lose(first.number(), first.attempt(), "the agent is gone");
            Trial second = run(study);
            assertThat(study.report(first.number(), first.attempt(), accuracy(1, 0.99))).hasValue("the trial is over");
            study.fail(first.number(), first.attempt(), "exit code 143");
            assertThat(study.trial(second.number()).state()).isEqualTo(TrialState.RUNNING);
            study.report(second.number(), second.attempt(), accuracy(1, 0.5));
            study.tell(second.number(), second.attempt());
            study.tell(second.number(), second.attempt());
            assertThat(study.progress().complete()).isEqualTo(1);
            assertThat(study.best().orElseThrow().value()).hasValue(0.5);
        }
    }

    @Test
    void failsATrialThatIsLostMoreOftenThanRetries() throws IOException {
        Limits limits = new Limits(OptionalInt.of(2), OptionalInt.empty(), OptionalDouble.empty(), Optional.empty(), 1);
        try (Study study = open(definition(limits, new NoPruner()))) {
            for (int attempt = 1; attempt <= 2; attempt++) {
                Trial trial = run(study);
                assertThat(trial.attempt()).isEqualTo(attempt);
                study.lose(trial.number(), trial.attempt(), "the agent is gone");
            }
            assertThat(study.trial(0).state()).isEqualTo(TrialState.FAILED);
            assertThat(study.trial(0).reason()).isEqualTo("lost 2 times, the last time because the agent is gone");
        }
    }

    @Test
    void failsATrialWithoutTheMetricOrWithoutAFiniteValue() throws IOException {
        try (Study study = open(definition(NONE, new NoPruner()))) {
            Trial silent = run(study);
            assertThat(study.tell(silent.number(), 1).reason()).isEqualTo("no 'accuracy' was reported");
            Trial diverged = run(study);
            study.report(diverged.number(), 1, accuracy(1, 0.5));
            study.report(diverged.number(), 1, accuracy(2, Double.NaN));
            assertThat(study.tell(diverged.number(), 1)).satisfies(trial -> {
                assertThat(trial.state()).isEqualTo(TrialState.FAILED);
                assertThat(trial.reason()).isEqualTo("the last 'accuracy', at step 2, is not a finite number");
            });
        }
    }

    @Test
    void endsWhenTheGoalIsReachedAndTheOthersHaveStopped() throws IOException {
        Limits limits = new Limits(OptionalInt.of(50), OptionalInt.empty(), OptionalDouble.of(0.9), Optional.empty(), 3);
        try (Study study = open(definition(limits, new NoPruner()))) {
            Trial slow = run(study);
            complete(study, 0.95);
            assertThat(study.stopping()).hasValue("trial 1 reached the goal: accuracy is 0.95");
            assertThat(study.ask("2")).isInstanceOf(Ask.Wait.class);
            study.prune(slow.number(), 1, "the study ended");
            assertThat(study.ask("2")).isInstanceOfSatisfying(Ask.Done.class, done -> assertThat(done.end().state()).isEqualTo(EndState.GOAL));
        }
    }

    @Test
    void failsWhenMoreTrialsFailThanAllowedAndSaysWhich() throws IOException {
        Limits limits = new Limits(OptionalInt.of(50), OptionalInt.of(1), OptionalDouble.empty(), Optional.empty(), 3);
        try (Study study = open(definition(limits, new NoPruner()))) {
            complete(study, 0.5);
            study.fail(run(study).number(), 1, "exit code 1");
            assertThat(study.stopping()).isEmpty();
            study.fail(run(study).number(), 1, "exit code 2");
            assertThat(study.ask("1")).isInstanceOfSatisfying(Ask.Done.class, done -> {
                assertThat(done.end().state()).isEqualTo(EndState.FAILED);
                assertThat(done.end().reason()).isEqualTo("2 trials failed, maxFailedTrialCount is 1: trial 1: exit code 1; trial 2: exit code 2");
            });
        }
    }

    @Test
    void failsEarlyWhenNothingWorks() throws IOException {
        try (Study study = open(definition(Limits.trials(60), new NoPruner()))) {
            for (int i = 0; i < 3; i++) {
                study.fail(run(study).number(), 1, "exit code 127");
            }
            assertThat(study.ask("1")).isInstanceOfSatisfying(Ask.Done.class,
                    done -> assertThat(done.end().reason()).isEqualTo("the first 3 trials all failed: trials 0, 1, 2: exit code 127"));
        }
    }

    @Test
    void stopsRunningTrialsWhenItsTimeIsOver() throws IOException {
        Limits limits = new Limits(OptionalInt.empty(), OptionalInt.empty(), OptionalDouble.empty(), Optional.of(Duration.ofMinutes(5)), 3);
        try (Study study = open(definition(limits, new NoPruner()))) {
            complete(study, 0.5);
            Trial slow = run(study);
            clock.pass(Duration.ofMinutes(5));
            assertThat(study.stopping()).hasValue("the timeout of 5m is over");
            study.prune(slow.number(), 1, study.stopping().orElseThrow());
            assertThat(study.ask("1")).isInstanceOfSatisfying(Ask.Done.class, done -> assertThat(done.end().state()).isEqualTo(EndState.TIMEOUT));
        }
    }

    @Test
    void goesOnAfterAnAbort() throws IOException {
        Trial running;
        try (Study study = open(definition(Limits.trials(2), new NoPruner()))) {
            complete(study, 0.5);
            running = run(study);
            study.abort("by the user");
            study.lose(running.number(), 1, "the build was aborted");
            assertThat(study.ask("1")).isInstanceOfSatisfying(Ask.Done.class, done -> assertThat(done.end().state()).isEqualTo(EndState.ABORTED));
        }
        try (Study study = open(definition(Limits.trials(2), new NoPruner()))) {
            assertThat(run(study)).satisfies(trial -> {
                assertThat(trial.number()).isEqualTo(running.number());
                assertThat(trial.params()).isEqualTo(running.params());
            });
        }
    }

    @Test
    void losesTheTrialsThatAnAbortStopsAndPrunesThoseThatItsOwnEndStops() throws IOException {
        try (Study study = open(definition(Limits.trials(2), new NoPruner()))) {
            Trial running = run(study);
            study.abort("Aborted by the signal TERM");
            assertThat(study.stopping()).hasValue("Aborted by the signal TERM");
            assertThat(study.stopped(running.number(), 1).state()).isEqualTo(TrialState.LOST);
        }
        Limits limits = new Limits(OptionalInt.of(9), OptionalInt.empty(), OptionalDouble.of(0.9), Optional.empty(), 3);
        try (Study study = Study.open(directory.resolve("goal"), definition(limits, new NoPruner()), clock, Study.Orphans.LOST)) {
            Trial running = run(study);
            complete(study, 0.95);
            assertThat(study.stopped(running.number(), 1)).satisfies(trial -> {
                assertThat(trial.state()).isEqualTo(TrialState.PRUNED);
                assertThat(trial.reason()).isEqualTo("trial 1 reached the goal: accuracy is 0.95");
            });
        }
    }

    @Test
    void tellsAndRecordsWhenItsFirstRungRanksBadly() throws IOException {
        StudyDefinition definition = definition(Limits.trials(20), new AshaPruner(1, 4, OptionalInt.of(10), 5));
        Path file = directory.resolve("study-digits.jsonl");
        try (Study study = open(definition)) {
            for (int i = 0; i < 10; i++) {
                Trial trial = run(study);
                study.report(trial.number(), 1, accuracy(1, 0.5 - i * 0.02));
                study.report(trial.number(), 1, accuracy(3, 0.6 + i * 0.02));
                study.tell(trial.number(), 1);
            }
            assertThat(study.takeNotice()).hasValueSatisfying(notice -> assertThat(notice)
                    .isEqualTo("the first rung, step 1, ranks badly: its rank correlation with the final value is -1.00 over 10 trials; "
                            + "no trial is pruned before step 3 any more"));
            assertThat(study.takeNotice()).isEmpty();
        }
        assertThat(Files.readString(file)).contains("{\"event\":\"grace\",").contains("\"step\":3,\"reason\":\"the first rung");
        try (Study study = open(definition)) {
            Trial poor = run(study);
            assertThat(study.report(poor.number(), 1, accuracy(1, 0.0))).isEmpty();
            assertThat(study.report(poor.number(), 1, accuracy(3, 0.0))).isPresent();
        }
        assertThat(Files.readString(file)).containsOnlyOnce("\"grace\"");
    }

    @Test
    void findsTheParetoFrontOfSeveralMetrics() throws IOException {
        StudyDefinition definition = new StudyDefinition("digits",
                List.of(new Objective("accuracy", Direction.MAXIMIZE), new Objective("latency", Direction.MINIMIZE)),
                Map.of("", SearchSpace.parse(Map.of("x", "0.0..1.0"))), new RandomSampler(7), new NoPruner(), Limits.trials(6), ModelPolicy.BEST);
        double[][] values = {{0.9, 5}, {0.95, 9}, {0.9, 6}, {0.95, 8}, {0.8, 2}, {0.8, 2}};
        for (int i = 0; i < 2; i++) {
            try (Study study = open(definition)) {
                for (double[] value : i == 0 ? values : new double[0][]) {
                    Trial trial = run(study);
                    study.report(trial.number(), 1, new Report(OptionalInt.of(1), Map.of("accuracy", value[0]), Map.of()));
                    study.report(trial.number(), 1, new Report(OptionalInt.of(1), Map.of("latency", value[1]), Map.of()));
                    study.tell(trial.number(), 1);
                }
                assertThat(study.front()).extracting(Trial::number).containsExactly(3, 0, 4);
                assertThat(study.best().orElseThrow().number()).isEqualTo(3);
            }
        }
        assertThat(definition.models().kept(definition.objectives(), StudyState.read(directory.resolve("study-digits.jsonl")).trials()))
                .extracting(Trial::number).containsExactly(3);
        assertThat(new ModelPolicy(ModelPolicy.Keep.BEST, 4).kept(definition.objectives(), StudyState.read(directory.resolve("study-digits.jsonl")).trials()))
                .extracting(Trial::number).containsExactly(3, 0, 4, 1);
    }

    @Test
    void failsATrialThatLacksOneOfSeveralMetrics() throws IOException {
        StudyDefinition definition = new StudyDefinition("digits",
                List.of(new Objective("accuracy", Direction.MAXIMIZE), new Objective("latency", Direction.MINIMIZE)),
                Map.of("", SearchSpace.parse(Map.of("x", "0.0..1.0"))), new RandomSampler(7), new NoPruner(), Limits.trials(6), ModelPolicy.BEST);
        try (Study study = open(definition)) {
            Trial first = run(study);
            study.report(first.number(), 1, accuracy(1, 0.5));
            assertThat(study.tell(first.number(), 1).reason()).isEqualTo("no 'latency' was reported");
            Trial second = run(study);
            study.report(second.number(), 1, new Report(OptionalInt.of(1), Map.of("accuracy", 0.5, "latency", Double.NaN), Map.of()));
            assertThat(study.tell(second.number(), 1).reason()).isEqualTo("the last 'latency' is not a finite number");
        }
    }

    @Test
    void staysEndedWhenOpenedAgain() throws IOException {
        for (int i = 0; i < 2; i++) {
            try (Study study = open(definition(Limits.trials(1), new NoPruner()))) {
                if (i == 0) {
                    complete(study, 0.5);
                }
                assertThat(study.ask("1")).isInstanceOf(Ask.Done.class);
            }
        }
        assertThat(Files.readString(directory.resolve("study-digits.jsonl"))).containsOnlyOnce("\"event\":\"ended\"");
    }

    @Test
    void prunesByTheMedianAndRecordsWhy() throws IOException {
        try (Study study = open(definition(Limits.trials(5), new MedianPruner(2, 0, 1)))) {
            complete(study, 0.8);
            complete(study, 0.6);
            Trial poor = run(study);
            assertThat(study.report(poor.number(), 1, accuracy(1, 0.5))).hasValue("best value 0.5 is worse than the median 0.7 at step 1");
            assertThat(study.trial(poor.number()).state()).isEqualTo(TrialState.PRUNED);
            assertThat(study.report(poor.number(), 1, accuracy(2, 0.99))).hasValue("best value 0.5 is worse than the median 0.7 at step 1");
            assertThat(study.tell(poor.number(), 1).state()).isEqualTo(TrialState.PRUNED);
        }
    }

    @Test
    void takesAReportThatWasPrintedAndAppendedOnce() throws IOException {
        try (Study study = open(definition(NONE, new NoPruner()))) {
            Trial trial = run(study);
            study.report(trial.number(), 1, accuracy(1, 0.5));
            study.report(trial.number(), 1, accuracy(1, 0.5));
            study.report(trial.number(), 1, new Report(OptionalInt.empty(), Map.of("accuracy", 0.6), Map.of()));
            assertThat(study.trial(trial.number()).reported()).isEqualTo(Map.of(1, 0.5, 2, 0.6));
        }
        assertThat(Files.readString(directory.resolve("study-digits.jsonl")).split("\"reported\"")).hasSize(3);
    }

    @Test
    void keepsTheTrialOfAWorkerThatSurvivedARestart() throws IOException {
        Trial trial;
        try (Study study = open(definition(Limits.trials(2), new NoPruner()))) {
            trial = run(study);
            study.ask("2");
        }
        Path file = directory.resolve("study-digits.jsonl");
        try (Study study = Study.open(file, definition(Limits.trials(2), new NoPruner()), clock, Study.Orphans.KEPT)) {
            assertThat(study.adopt(trial.number(), 1)).isTrue();
            study.loseOrphans();
            assertThat(study.trial(0).state()).isEqualTo(TrialState.RUNNING);
            assertThat(study.trial(1).state()).isEqualTo(TrialState.LOST);
            assertThat(study.adopt(1, 1)).isFalse();
        }
    }

    @Test
    void refusesAnotherDefinitionNamingTheDifferences() throws IOException {
        try (Study study = open(definition(NONE, new NoPruner()))) {
            assertThatThrownBy(() -> study.requireSame(definition(Limits.trials(9), new MedianPruner(5, 0, 1))))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("study 'digits' of this build is defined otherwise already: pruner.kind is 'none' there and 'median' here; "
                            + "pruner.startupTrials is not given there and 5 here; pruner.warmupSteps is not given there and 0 here; "
                            + "pruner.interval is not given there and 1 here; maxTrialCount is 5 there and 9 here. "
                            + "Workers of one study need the same definition");
        }
        assertThatThrownBy(() -> open(definition(Limits.trials(9), new NoPruner()))).hasMessageContaining("maxTrialCount is 5 there and 9 here");
    }

    @Test
    void estimatesTheTimeLeft() throws IOException {
        try (Study study = open(definition(Limits.trials(4), new NoPruner()))) {
            Trial first = run(study);
            assertThat(study.progress().timeLeft()).isEmpty();
            clock.pass(Duration.ofSeconds(10));
            study.report(first.number(), 1, accuracy(1, 0.5));
            study.tell(first.number(), 1);
            run(study);
            clock.pass(Duration.ofSeconds(4));
            assertThat(study.progress().timeLeft()).hasValue(Duration.ofSeconds(26));
            assertThat(study.progress().done()).isEqualTo(1);
            assertThat(study.progress().running()).hasSize(1);
        }
    }

    @Test
    void givesTheSameTrialsWhateverTheWorkers() throws Exception {
        StudyDefinition definition = definition(Limits.trials(200), new NoPruner());
        List<Map<String, Object>> alone = new ArrayList<>();
        try (Study study = Study.open(directory.resolve("one"), definition, clock, Study.Orphans.LOST)) {
            work(study, "1");
            study.trials().forEach(trial -> alone.add(trial.params()));
            assertThat(new HashSet<>(study.trials().stream().map(Trial::algorithm).toList())).isEqualTo(Set.of("convnet", "xgboost"));
        }
        ExecutorService pool = Executors.newFixedThreadPool(8);
        try (Study study = Study.open(directory.resolve("eight"), definition, clock, Study.Orphans.LOST)) {
            List<Callable<Void>> workers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                String worker = String.valueOf(i);
                workers.add(() -> work(study, worker));
            }
            for (Future<Void> done : pool.invokeAll(workers)) {
                done.get();
            }
            assertThat(study.trials().stream().map(Trial::params).toList()).isEqualTo(alone);
            assertThat(study.progress().complete()).isEqualTo(200);
        } finally {
            pool.shutdownNow();
        }
    }

    private static Void work(Study study, String worker) throws Exception {
        while (true) {
            Ask ask = study.ask(worker);
            if (ask instanceof Ask.Done) {
                return null;
            }
            if (ask instanceof Ask.Run run) {
                study.report(run.trial().number(), run.trial().attempt(), accuracy(1, run.trial().seed() / 1e10));
                study.tell(run.trial().number(), run.trial().attempt());
            } else {
                Thread.sleep(1);
            }
        }
    }
}
