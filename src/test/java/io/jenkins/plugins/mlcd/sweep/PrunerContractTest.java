package io.jenkins.plugins.mlcd.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every pruner keeps to. */
class PrunerContractTest {

    private static final int STEPS = 20;

    static Stream<Pruner> pruners() {
        return Stream.of(new NoPruner(), new MedianPruner(3, 1, 2), new PercentilePruner(25, 3, 1, 1), new AshaPruner(2, 3, OptionalInt.empty(), 0),
                new AshaPruner(2, 4, OptionalInt.of(STEPS), 6), new HyperbandPruner(1, 3, OptionalInt.of(STEPS)),
                new HyperbandPruner(2, 4, OptionalInt.empty()));
    }

    private static Trial trial(int number, TrialState state, Map<Integer, Double> reported) {
        TreeMap<Integer, Double> steps = new TreeMap<>(reported);
        OptionalDouble value = state == TrialState.COMPLETE ? OptionalDouble.of(steps.lastEntry().getValue()) : OptionalDouble.empty();
        return new Trial(number, 1, "", Map.of(), 0, "1", state, steps, Map.of(), value, "", Optional.empty(), Instant.EPOCH, Optional.empty());
    }

    /** Trials in the middle of a study: complete, pruned, running and lost ones. */
    private static List<Trial> study(int count, long seed) {
        Random random = new Random(seed);
        List<Trial> trials = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            TrialState state = TrialState.values()[random.nextInt(TrialState.values().length)];
            int steps = state == TrialState.COMPLETE ? STEPS : 1 + random.nextInt(STEPS);
            Map<Integer, Double> reported = new TreeMap<>();
            for (int step = 1; step <= steps; step++) {
                reported.put(step, state != TrialState.COMPLETE && random.nextInt(30) == 0 ? Double.NaN : random.nextDouble());
            }
            trials.add(trial(number, state, reported));
        }
        return trials;
    }

    private static Optional<String> decide(Pruner pruner, Direction direction, List<Trial> others, Trial trial) {
        List<Trial> all = new ArrayList<>(others);
        all.add(trial);
        return pruner.prune(Curves.of(direction, all), trial);
    }

    @ParameterizedTest
    @MethodSource("pruners")
    void decidesTheSameFromTheSameRecordInWhateverOrderItWasTakenIn(Pruner pruner) {
        for (int seed = 0; seed < 100; seed++) {
            List<Trial> trials = study(40, seed);
            Trial running = trial(99, TrialState.RUNNING, Map.of(1, 0.3, 2, 0.4));
            List<Trial> shuffled = new ArrayList<>(trials);
            Collections.shuffle(shuffled, new Random(seed));
            assertThat(decide(pruner, Direction.MAXIMIZE, shuffled, running)).isEqualTo(decide(pruner, Direction.MAXIMIZE, trials, running));
        }
    }

    /** The curves are kept up to date a report at a time; they must say what a fresh look at the record says. */
    @ParameterizedTest
    @MethodSource("pruners")
    void decidesFromCurvesThatGrewAsFromThoseReadAtOnce(Pruner pruner) {
        for (int seed = 0; seed < 30; seed++) {
            Curves grown = new Curves(Direction.MAXIMIZE);
            List<Trial> now = new ArrayList<>();
            for (Trial trial : study(30, seed)) {
                now.add(trial);
                for (int step = 1; step <= trial.reported().lastKey(); step++) {
                    Trial then = trial(trial.number(), TrialState.RUNNING, trial.reported().headMap(step, true));
                    grown.put(then);
                    now.set(trial.number(), then);
                    assertThat(pruner.prune(grown, then)).isEqualTo(pruner.prune(Curves.of(Direction.MAXIMIZE, now), then));
                }
                grown.put(trial);
                now.set(trial.number(), trial);
                assertThat(pruner.review(grown)).isEqualTo(pruner.review(Curves.of(Direction.MAXIMIZE, now)));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("pruners")
    void neverStopsTheBestTrialOfAll(Pruner pruner) {
        for (int seed = 0; seed < 100; seed++) {
            Map<Integer, Double> best = new TreeMap<>();
            for (int step = 1; step <= STEPS; step++) {
                best.put(step, 2.0);
                assertThat(decide(pruner, Direction.MAXIMIZE, study(40, seed), trial(99, TrialState.RUNNING, best))).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("pruners")
    void decidesAlikeForALossAndItsNegative(Pruner pruner) {
        for (int seed = 0; seed < 100; seed++) {
            List<Trial> trials = study(40, seed);
            List<Trial> negative = trials.stream().map(trial -> {
                Map<Integer, Double> reported = new TreeMap<>();
                trial.reported().forEach((step, value) -> reported.put(step, -value));
                return trial(trial.number(), trial.state(), reported);
            }).toList();
            Map<Integer, Double> values = Map.of(1, 0.2, 2, 0.5);
            Map<Integer, Double> losses = Map.of(1, -0.2, 2, -0.5);
            assertThat(decide(pruner, Direction.MINIMIZE, negative, trial(99, TrialState.RUNNING, losses)).isPresent())
                    .isEqualTo(decide(pruner, Direction.MAXIMIZE, trials, trial(99, TrialState.RUNNING, values)).isPresent());
        }
    }

    @ParameterizedTest
    @MethodSource("pruners")
    void letsATrialGoOnThatHasReportedNothing(Pruner pruner) {
        assertThat(decide(pruner, Direction.MAXIMIZE, study(40, 1), trial(99, TrialState.RUNNING, Map.of()))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("pruners")
    void isToldApartByItsJson(Pruner pruner) {
        assertThat(pruners().filter(other -> other.toJson().equals(pruner.toJson()))).containsExactly(pruner);
        assertThat(pruner.toJson().path("kind").isTextual()).isTrue();
    }
}
