package io.jenkins.plugins.mlcd.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.commons.statistics.distribution.BetaDistribution;
import org.apache.commons.statistics.distribution.ContinuousDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Seeded simulations: a model that says it is surer than it is (right with the chance c to the power of 1.6), validated and then in production. */
class ConfidenceCalibrationTest {

    private static final int BINS = 20;
    private static final double COVERAGE = 0.9;
    private static final DoubleUnaryOperator OVERCONFIDENT = confidence -> Math.pow(confidence, 1.6);
    private static final DoubleUnaryOperator OTHER_CONCEPT = confidence -> 0.7 * OVERCONFIDENT.applyAsDouble(confidence);

    /** Production as in validation, with more unsure samples, with many more, and with surer ones; small and large sets. */
    @ParameterizedTest
    @CsvSource({"8, 2, 1000, 1000", "4, 2, 1000, 1000", "2, 2, 2000, 300", "12, 1, 500, 2000", "2, 2, 200, 100000", "4, 2, 5000, 50"})
    void itsIntervalHoldsTheTrueAccuracyWhileCalibrationKeeps(double a, double b, int validated, int window) {
        assertThat(covered(a, b, validated, window, OVERCONFIDENT)).isBetween(COVERAGE - 0.045, 1.0);
    }

    @Test
    void itsIntervalIsNotWiderThanItNeedsToBe() {
        assertThat(covered(8, 2, 1000, 1000, OVERCONFIDENT)).isLessThan(0.96);
    }

    /** What it cannot see: that samples of the same confidence are right less often. */
    @Test
    void itFailsUnderAChangeOfTheConcept() {
        assertThat(covered(8, 2, 1000, 1000, OTHER_CONCEPT)).isLessThan(0.01);
    }

    @Test
    void theDifferenceOfTwoModelsIsHeldToo() {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(8);
        int held = 0;
        for (int i = 0; i < 400; i++) {
            Simulation canary = new Simulation(random, 6, 2, 1500, 400, OVERCONFIDENT);
            Simulation stable = new Simulation(random, 8, 2, 1500, 2000, OVERCONFIDENT);
            held += canary.estimate.minus(stable.estimate, COVERAGE).contains(canary.accuracy() - stable.accuracy()) ? 1 : 0;
        }
        assertThat(held / 400.0).isBetween(COVERAGE - 0.045, 0.97);
    }

    @Test
    void aBinWithoutLabelsIsAllButUnknown() {
        ConfidenceCalibration calibration = new ConfidenceCalibration(List.of(0L, 1000L), List.of(0L, 980L), List.of(0.25, 0.9));
        assertThat(calibration.accuracy()).isEqualTo(0.98);
        assertThat(calibration.samples()).isEqualTo(1000);
        assertThat(calibration.estimate(List.of(0L, 500L)).interval(0.9).width()).isLessThan(0.03);
        assertThat(calibration.estimate(List.of(500L, 0L)).interval(0.9).width()).isGreaterThan(0.6);
        assertThat(calibration.estimate(List.of(0L, 0L)).interval(0.9)).isEqualTo(new Interval(0, 1));
        assertThat(calibration.estimate(List.of(0L, 0L)).chanceAbove(0.5)).isEqualTo(1);
        assertThat(calibration.estimate(List.of(0L, 500L), List.of(0.25, 0.8)).accuracy()).isBetween(0.9, 0.97);
        assertThatThrownBy(() -> calibration.estimate(List.of(1L))).hasMessageContaining("1 bins do not fit a calibration of 2");
        assertThatThrownBy(() -> new ConfidenceCalibration(List.of(1L), List.of(2L), List.of(0.5))).hasMessageContaining("2 correct of 1");
    }

    private static double covered(double a, double b, int validated, int window, DoubleUnaryOperator right) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(7);
        int runs = window > 10_000 ? 60 : 400;
        return IntStream.range(0, runs).filter(i -> {
            Simulation simulation = new Simulation(random, a, b, validated, window, right);
            return simulation.estimate.interval(COVERAGE).contains(simulation.accuracy());
        }).count() / (double) runs;
    }

    /** Validated on confidences of Beta(8, 2), then in production with Beta(a, b). */
    private static final class Simulation {
        private final AccuracyEstimate estimate;
        private final long[] counts = new long[BINS];
        private final long[] correct = new long[BINS];
        private final double[] sums = new double[BINS];

        Simulation(RandomGenerator random, double a, double b, int validated, int window, DoubleUnaryOperator right) {
            draw(random, 8, 2, validated, OVERCONFIDENT);
            ConfidenceCalibration calibration = new ConfidenceCalibration(list(counts), list(correct), means());
            for (int bin = 0; bin < BINS; bin++) {
                counts[bin] = correct[bin] = 0;
                sums[bin] = 0;
            }
            draw(random, a, b, window, right);
            estimate = calibration.estimate(list(counts), means());
        }

        private void draw(RandomGenerator random, double a, double b, int samples, DoubleUnaryOperator right) {
            ContinuousDistribution.Sampler sampler = BetaDistribution.of(a, b).createSampler(random::nextLong);
            for (int i = 0; i < samples; i++) {
                double confidence = sampler.sample();
                int bin = Math.min(BINS - 1, (int) (confidence * BINS));
                counts[bin]++;
                sums[bin] += confidence;
                correct[bin] += random.nextDouble() < right.applyAsDouble(confidence) ? 1 : 0;
            }
        }

        double accuracy() {
            return (double) LongStream.of(correct).sum() / LongStream.of(counts).sum();
        }

        private List<Double> means() {
            return IntStream.range(0, BINS).mapToObj(bin -> counts[bin] == 0 ? (bin + 0.5) / BINS : sums[bin] / counts[bin]).toList();
        }

        private static List<Long> list(long[] values) {
            return LongStream.of(values).boxed().toList();
        }
    }
}
