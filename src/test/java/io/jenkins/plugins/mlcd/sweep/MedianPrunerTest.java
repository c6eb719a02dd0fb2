package io.jenkins.plugins.mlcd.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class MedianPrunerTest {

    private static Trial trial(int number, TrialState state, double... values) {
        TreeMap<Integer, Double> steps = new TreeMap<>();
        for (int i = 0; i < values.length; i++) {
            steps.put(i, values[i]);
        }
        return new Trial(number, 1, "", Map.of(), 0, "1", state, steps, Map.of(), OptionalDouble.empty(), "", Optional.empty(),
                Instant.EPOCH, Optional.empty());
    }

    private static List<Trial> completed(double[]... curves) {
        List<Trial> trials = new ArrayList<>();
        for (double[] curve : curves) {
            trials.add(trial(trials.size(), TrialState.COMPLETE, curve));
        }
        return trials;
    }

    private static Optional<String> prune(Pruner pruner, Direction direction, List<Trial> trials, Trial trial) {
        return pruner.prune(Curves.of(direction, trials), trial);
    }

    static Stream<Arguments> decisions() {
        List<Trial> three = completed(new double[] {0.2, 0.4}, new double[] {0.3, 0.6}, new double[] {0.4, 0.8});
        return Stream.of(
                Arguments.of("worse than the median", new MedianPruner(0, 0, 1), Direction.MAXIMIZE, three, new double[] {0.29}, true),
                Arguments.of("equal to the median", new MedianPruner(0, 0, 1), Direction.MAXIMIZE, three, new double[] {0.3}, false),
                Arguments.of("its best counts, not its last", new MedianPruner(0, 0, 1), Direction.MAXIMIZE, three, new double[] {0.7, 0.1}, false),
                Arguments.of("smaller is better", new MedianPruner(0, 0, 1), Direction.MINIMIZE, three, new double[] {0.31}, true),
                Arguments.of("smaller is better, and is", new MedianPruner(0, 0, 1), Direction.MINIMIZE, three, new double[] {0.29}, false),
                Arguments.of("too few have completed", new MedianPruner(4, 0, 1), Direction.MAXIMIZE, three, new double[] {0.0}, false),
                Arguments.of("just enough have completed", new MedianPruner(3, 0, 1), Direction.MAXIMIZE, three, new double[] {0.0}, true),
                Arguments.of("none has completed", new MedianPruner(0, 0, 1), Direction.MAXIMIZE, List.of(), new double[] {0.0}, false),
                Arguments.of("warming up", new MedianPruner(0, 1, 1), Direction.MAXIMIZE, three, new double[] {0.0}, false),
                Arguments.of("warm", new MedianPruner(0, 1, 1), Direction.MAXIMIZE, three, new double[] {0.0, 0.0}, true),
                Arguments.of("not at the start of an interval", new MedianPruner(0, 0, 2), Direction.MAXIMIZE, three, new double[] {0.5, 0.0}, false),
                Arguments.of("nobody was at this step", new MedianPruner(0, 0, 1), Direction.MAXIMIZE, three, new double[] {0.0, 0.0, 0.0}, false),
                Arguments.of("no number yet", new MedianPruner(0, 0, 1), Direction.MAXIMIZE, three, new double[] {Double.NaN}, true),
                Arguments.of("mean of the two in the middle", new MedianPruner(0, 0, 1), Direction.MAXIMIZE,
                        completed(new double[] {0.2}, new double[] {0.4}), new double[] {0.29}, true),
                Arguments.of("others' NaN do not count", new MedianPruner(0, 0, 1), Direction.MAXIMIZE,
                        completed(new double[] {Double.NaN}, new double[] {0.2}), new double[] {0.3}, false),
                Arguments.of("running and pruned ones do not count", new MedianPruner(1, 0, 1), Direction.MAXIMIZE,
                        List.of(trial(0, TrialState.RUNNING, 0.9), trial(1, TrialState.PRUNED, 0.9), trial(2, TrialState.COMPLETE, 0.1)),
                        new double[] {0.2}, false));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("decisions")
    void stopsWhatIsWorseThanTheMedian(String name, Pruner pruner, Direction direction, List<Trial> trials, double[] values, boolean prune) {
        assertThat(prune(pruner, direction, trials, trial(9, TrialState.RUNNING, values)).isPresent()).isEqualTo(prune);
    }

    @Test
    void decidesAtTheFirstReportedStepOfAnInterval() {
        List<Trial> others = List.of(trial(0, TrialState.COMPLETE, 1, 1, 1, 1, 1, 1, 1, 1));
        Trial skipping = trial(1, TrialState.RUNNING);
        TreeMap<Integer, Double> steps = new TreeMap<>(Map.of(1, 0.0, 5, 0.0));
        Trial late = new Trial(1, 1, "", Map.of(), 0, "1", TrialState.RUNNING, steps, Map.of(), OptionalDouble.empty(), "", Optional.empty(),
                Instant.EPOCH, Optional.empty());
        Pruner pruner = new MedianPruner(0, 0, 4);
        assertThat(prune(pruner, Direction.MAXIMIZE, others, late)).isPresent();
        assertThat(prune(pruner, Direction.MAXIMIZE, others, skipping)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"-1,0,1,startupTrials -1 must be at least 0", "0,-1,1,warmupSteps -1 must be at least 0", "0,0,0,interval 0 must be at least 1"})
    void refusesSettingsOutOfRange(int startup, int warmup, int interval, String message) {
        assertThatThrownBy(() -> new MedianPruner(startup, warmup, interval)).hasMessage(message);
    }
}
