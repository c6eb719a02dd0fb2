package io.jenkins.plugins.mlcd.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Successive halving and Hyperband: who goes on at a rung, and when the first rung is moved. */
class RungsTest {

    private static final AshaPruner ASHA = new AshaPruner(2, 3, OptionalInt.of(27), 0);

    /** Values at steps 1, 2, ... */
    private static Trial trial(int number, TrialState state, double... values) {
        TreeMap<Integer, Double> steps = new TreeMap<>();
        for (int i = 0; i < values.length; i++) {
            steps.put(i + 1, values[i]);
        }
        OptionalDouble value = state == TrialState.COMPLETE ? OptionalDouble.of(values[values.length - 1]) : OptionalDouble.empty();
        return new Trial(number, 1, "", Map.of(), 0, "1", state, steps, Map.of(), value, "", Optional.empty(), Instant.EPOCH, Optional.empty());
    }

    private static List<Trial> pruned(double... bests) {
        List<Trial> trials = new ArrayList<>();
        for (double best : bests) {
            trials.add(trial(trials.size(), TrialState.PRUNED, 0, best));
        }
        return trials;
    }

    private static Optional<String> decide(Pruner pruner, List<Trial> others, Trial trial) {
        List<Trial> all = new ArrayList<>(others);
        all.add(trial);
        return pruner.prune(Curves.of(Direction.MAXIMIZE, all), trial);
    }

    static List<Arguments> decisions() {
        List<Trial> five = pruned(0.1, 0.2, 0.3, 0.4, 0.5);
        return List.of(
                Arguments.of("the best third goes on", five, new double[] {0, 0.45}, ""),
                Arguments.of("the others do not", five, new double[] {0, 0.35}, "best value 0.35 is not among the best 2 of 6 at rung 2 (0.4)"),
                Arguments.of("an equal goes on", five, new double[] {0, 0.4}, ""),
                Arguments.of("its best counts, not its last", five, new double[] {0.6, 0.1}, ""),
                Arguments.of("between two rungs", five, new double[] {0.6, 0.1, 0.1}, ""),
                Arguments.of("before the first rung", five, new double[] {0}, ""),
                Arguments.of("the first to come goes on", List.of(), new double[] {0, 0}, ""),
                Arguments.of("with few, only the best goes on", pruned(0.5), new double[] {0, 0.4}, "best value 0.4 is not among the best 1 of 2 at rung 2 (0.5)"),
                Arguments.of("no number yet", five, new double[] {Double.NaN, Double.NaN}, "no value up to step 2 is a number"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("decisions")
    void letsTheBestOfARungGoOn(String name, List<Trial> others, double[] values, String reason) {
        assertThat(decide(ASHA, others, trial(9, TrialState.RUNNING, values)).orElse("")).isEqualTo(reason);
    }

    @Test
    void judgesATrainerThatSkipsStepsAtTheFirstReportAfterARung() {
        Trial skipping = new Trial(9, 1, "", Map.of(), 0, "1", TrialState.RUNNING, new TreeMap<>(Map.of(1, 0.0, 5, 0.05)), Map.of(),
                OptionalDouble.empty(), "", Optional.empty(), Instant.EPOCH, Optional.empty());
        assertThat(decide(ASHA, pruned(0.1, 0.2, 0.3), skipping)).hasValueSatisfying(reason -> assertThat(reason).contains("at rung 2"));
    }

    @Test
    void hasNoRungAtTheEndOfATrial() {
        List<Trial> complete = List.of(trial(0, TrialState.COMPLETE, 0, 0.9, 0.9, 0.9, 0.9, 0.9));
        Trial last = trial(1, TrialState.RUNNING, 0, 0.95, 0.1, 0.1, 0.1, 0.1);
        assertThat(decide(new AshaPruner(2, 3, OptionalInt.empty(), 0), complete, last)).isEmpty();
    }

    @Test
    void sparesTheFirstTrials() {
        assertThat(decide(new AshaPruner(2, 3, OptionalInt.of(27), 6), pruned(0.1, 0.2, 0.3, 0.4, 0.5), trial(5, TrialState.RUNNING, 0, 0))).isEmpty();
    }

    /** Values at step 2 are {@code early}; those from step 4 on are the final ones. */
    private static Curves spared(double[] early, double[] end) {
        List<Trial> trials = new ArrayList<>();
        for (int i = 0; i < early.length; i++) {
            trials.add(trial(i, TrialState.COMPLETE, 0, early[i], early[i], 1 + end[i], 1 + end[i], 1 + end[i], 1 + end[i], 1 + end[i], 1 + end[i], 1 + end[i]));
        }
        return Curves.of(Direction.MAXIMIZE, trials);
    }

    private static final AshaPruner SPARING = new AshaPruner(2, 4, OptionalInt.empty(), 5);
    private static final double[] END = {0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1};
    private static final double[] REVERSED = {1, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1};

    @Test
    void givesMoreGraceWhenTheFirstRungRanksBadlyTwice() {
        assertThat(SPARING.review(spared(END, END))).isEmpty();
        Curves bad = spared(REVERSED, END);
        assertThat(SPARING.review(bad)).hasValueSatisfying(grace -> {
            assertThat(grace.step()).isEqualTo(4);
            assertThat(grace.reason()).isEqualTo("the first rung, step 2, ranks badly: its rank correlation with the final value is -1.00 over 10 trials; "
                    + "no trial is pruned before step 4 any more");
        });
        bad.grace(4);
        assertThat(SPARING.review(bad)).isEmpty();
        Trial hopeless = trial(20, TrialState.RUNNING, 0, 0);
        bad.put(hopeless);
        assertThat(SPARING.prune(bad, hopeless)).isEmpty();
    }

    @Test
    void sparesAsManyAgainWhenTheFirstFewRankBadlyAndForgetsItWhenThoseRankWell() {
        double[] chance = {0.5, 0.4, 0.3, 0.2, 0.1, 0.6, 0.7, 0.8, 0.9, 1};
        Curves curves = spared(Arrays.copyOf(chance, 5), Arrays.copyOf(END, 5));
        Trial sixth = trial(5, TrialState.RUNNING, 0, 0);
        curves.put(sixth);
        assertThat(SPARING.review(curves)).isEmpty();
        assertThat(SPARING.prune(curves, sixth)).isEmpty();
        Curves later = spared(chance, END);
        assertThat(SPARING.review(later)).isEmpty();
        Trial eleventh = trial(10, TrialState.RUNNING, 0, 0);
        later.put(eleventh);
        assertThat(SPARING.prune(later, eleventh)).isPresent();
    }

    @Test
    void judgesItsRungsOnlyWhenAllSparedTrialsHaveEnded() {
        Curves curves = spared(Arrays.copyOf(REVERSED, 9), Arrays.copyOf(END, 9));
        assertThat(SPARING.review(curves)).isEmpty();
        curves.put(trial(9, TrialState.RUNNING, 0, 0));
        assertThat(SPARING.review(curves)).isEmpty();
        curves.put(trial(9, TrialState.FAILED, 0, 0));
        assertThat(SPARING.review(curves)).isPresent();
    }

    @Test
    void dealsTrialsToBracketsInTheSharesOfHyperband() {
        HyperbandPruner hyperband = new HyperbandPruner(1, 3, OptionalInt.of(9));
        Map<Integer, Integer> brackets = new HashMap<>();
        for (int number = 0; number < 1700; number++) {
            brackets.merge(hyperband.bracket(number, 1, 9), 1, Integer::sum);
        }
        // The paper's table for R = 9, eta = 3: 9, 5 and 3 configurations.
        assertThat(brackets.get(0)).isBetween(895, 905);
        assertThat(brackets.get(1)).isBetween(495, 505);
        assertThat(brackets.get(2)).isBetween(295, 305);
    }

    static List<Arguments> misuses() {
        return List.of(
                misuse("minResource 0 must be at least 1", () -> new AshaPruner(0, 4, OptionalInt.empty(), 6)),
                misuse("reductionFactor 1 must be at least 2", () -> new AshaPruner(2, 1, OptionalInt.empty(), 6)),
                misuse("maxResource 2 must be above minResource 2", () -> new HyperbandPruner(2, 4, OptionalInt.of(2))),
                misuse("startupTrials -1 must be at least 0", () -> new AshaPruner(2, 4, OptionalInt.empty(), -1)),
                misuse("percentile 100.0 must be above 0 and below 100", () -> new PercentilePruner(100, 5, 0, 1)),
                misuse("percentile nan must be above 0 and below 100", () -> new PercentilePruner(Double.NaN, 5, 0, 1)));
    }

    private static Arguments misuse(String message, ThrowingCallable call) {
        return Arguments.of(message, call);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("misuses")
    void refusesSettingsOutOfRange(String message, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }
}
