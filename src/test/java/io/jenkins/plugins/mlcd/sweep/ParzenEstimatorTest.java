package io.jenkins.plugins.mlcd.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ParzenEstimatorTest {

    private static ParzenEstimator estimator(List<double[]> observed, double bandwidth, String... ranges) {
        Map<String, Object> space = new LinkedHashMap<>();
        IntStream.range(0, ranges.length).forEach(i -> space.put("x" + i, ranges[i]));
        Axes axes = new Axes(SearchSpace.parse(space));
        double[] weights = IntStream.range(0, observed.size()).mapToDouble(i -> i + 1).toArray();
        double[] bandwidths = new double[ranges.length];
        Arrays.fill(bandwidths, bandwidth);
        return new ParzenEstimator(axes, observed, weights, 1, bandwidths);
    }

    @Test
    void isUniformBeforeAnythingIsObserved() {
        ParzenEstimator nothing = estimator(List.of(), 0.1, "0.0..1.0", "a, b, c");
        assertThat(nothing.logDensity(new double[] {0.2, 0.5})).isEqualTo(0);
    }

    @Test
    void hasADensityThatAddsUpToOneOverChoicesAndNumbers() {
        ParzenEstimator some = estimator(List.of(new double[] {0.02, 0.5 / 3}, new double[] {0.7, 1.5 / 3}), 0.15, "0.0..1.0", "a, b, c");
        double sum = 0;
        int points = 3000;
        for (int i = 0; i < points; i++) {
            for (int choice = 0; choice < 3; choice++) {
                sum += Math.exp(some.logDensity(new double[] {(i + 0.5) / points, (choice + 0.5) / 3})) / points / 3;
            }
        }
        assertThat(sum).isCloseTo(1, within(1e-4));
    }

    /** The same by the formula, kernel after kernel. */
    @Test
    void isTheMixtureOfItsKernels() {
        List<double[]> observed = List.of(new double[] {0.5, 0.5}, new double[] {0.4, 0.6});
        ParzenEstimator some = estimator(observed, 0.05, "0.0..1.0", "0.0..1.0");
        double[] point = {0.47, 0.52};
        double expected = 1.0 / 4;
        for (int i = 0; i < 2; i++) {
            double far = Math.pow(point[0] - observed.get(i)[0], 2) + Math.pow(point[1] - observed.get(i)[1], 2);
            expected += (i + 1) / 4.0 * Math.exp(-far / (2 * 0.05 * 0.05)) / (2 * Math.PI * 0.05 * 0.05);
        }
        assertThat(some.logDensity(point)).isCloseTo(Math.log(expected), within(1e-6));
    }

    /** With two observations at opposite corners half of the points would be near the corners where nothing was seen. */
    @Test
    void combinesCoordinatesOfDifferentObservations() {
        ParzenEstimator two = estimator(List.of(new double[] {0.1, 0.1}, new double[] {0.9, 0.9}), 0.02, "0.0..1.0", "0.0..1.0");
        SplittableRandom random = new SplittableRandom(1);
        long mixed = IntStream.range(0, 1000).mapToObj(i -> two.recombine(random))
                .filter(point -> Math.abs(point[0] - 0.1) < 0.08 && Math.abs(point[1] - 0.9) < 0.08).count();
        assertThat(mixed).isBetween(100L, 250L);
    }
}
