package io.jenkins.plugins.mlcd.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ToDoubleBiFunction;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests of one sample after the other against one reference: their rates given the reference, and their power. */
class ReferenceLuckTest {

    private static final int REFERENCES = 40;
    private static final int SAMPLES = 25;
    private static final int N = 600;
    private static final int M = 120;
    private static final double LEVEL = 0.05;
    private static final double LUCK = 0.02;

    /** All values, sorted. */
    private record Exact(double[] points) implements Distribution {

        @Override
        public long count() {
            return points.length;
        }

        @Override
        public double rank(double x) {
            int at = Arrays.binarySearch(points, x);
            if (at < 0) {
                return (double) (-at - 1) / points.length;
            }
            while (at + 1 < points.length && points[at + 1] == x) {
                at++;
            }
            return (at + 1.0) / points.length;
        }

        @Override
        public double rankError() {
            return 0;
        }
    }

    private static Exact numbers(double[][] sample) {
        double[] values = sample[0].clone();
        Arrays.sort(values);
        return new Exact(values);
    }

    private record Named(String name, ToDoubleBiFunction<double[][], double[][]> pValue) {

        @Override
        public String toString() {
            return name;
        }
    }

    private static double correlation(double[][] sample) {
        double[] means = means(sample);
        double[][] covariance = covariance(sample, means);
        return covariance[0][1] / Math.sqrt(covariance[0][0] * covariance[1][1]);
    }

    private static double[] means(double[][] sample) {
        return Stream.of(sample).mapToDouble(column -> Arrays.stream(column).average().orElseThrow()).toArray();
    }

    private static double[][] covariance(double[][] sample, double[] means) {
        double[][] covariance = new double[sample.length][sample.length];
        for (int i = 0; i < sample.length; i++) {
            for (int j = 0; j < sample.length; j++) {
                for (int k = 0; k < sample[0].length; k++) {
                    covariance[i][j] += (sample[i][k] - means[i]) * (sample[j][k] - means[j]) / sample[0].length;
                }
            }
        }
        return covariance;
    }

    private static MeanShift means(double[][] r, double[][] s) {
        return MeanShift.of(means(r), covariance(r, means(r)), r[0].length, means(s), s[0].length);
    }

    private static double kappa(double[][] r) {
        return Math.max(Kurtosis.excess(numbers(r)), Kurtosis.excess(numbers(new double[][] {r[1]}))) / 3;
    }

    private static double[][] matrix(double[][] sample) {
        double r = correlation(sample);
        return new double[][] {{1, r}, {r, 1}};
    }

    static Stream<Named> tests() {
        return Stream.of(
                new Named("ks", (r, s) -> KolmogorovSmirnov.test(numbers(r), numbers(s), LUCK).pValue()),
                new Named("chi2", (r, s) -> BinnedShift.of(numbers(r), numbers(s)).chiSquare(LUCK).pValue()),
                new Named("psi", (r, s) -> BinnedShift.of(numbers(r), numbers(s)).stability(LUCK).pValue()),
                new Named("js", (r, s) -> BinnedShift.of(numbers(r), numbers(s)).jensenShannon(LUCK).pValue()),
                new Named("wasserstein", (r, s) -> Wasserstein.test(numbers(r), numbers(s), LUCK).pValue()),
                new Named("mmd", (r, s) -> means(r, s).test(LUCK).pValue()),
                new Named("fisher", (r, s) -> CorrelationShift.pair(correlation(r), N, correlation(s), M, kappa(r), LUCK).pValue()),
                new Named("jennrich", (r, s) -> CorrelationShift.joint(matrix(r), N, matrix(s), M, kappa(r), LUCK).pValue()));
    }

    static Stream<Arguments> testsAndShapes() {
        return tests().flatMap(test -> Stream.of("normal", "skewed", "heavy").map(shape -> Arguments.of(test, shape)));
    }

    /** Two numbers that go together: normal, exponential, or of Student's t with five degrees of freedom. */
    private static double[][] sample(RandomGenerator random, String shape, int size, double shift, double together) {
        double[][] sample = new double[2][size];
        for (int i = 0; i < size; i++) {
            double first = random.nextGaussian();
            double second = together * first + Math.sqrt(1 - together * together) * random.nextGaussian();
            double scale = 1;
            if (shape.equals("heavy")) {
                double square = 0;
                for (int k = 0; k < 5; k++) {
                    square += Math.pow(random.nextGaussian(), 2);
                }
                scale = Math.sqrt(5 / square);
            }
            sample[0][i] = shape.equals("skewed") ? -Math.log(1 - random.nextDouble()) + shift : first * scale + shift;
            sample[1][i] = shape.equals("skewed") ? together * sample[0][i] - Math.log(1 - random.nextDouble()) : second * scale;
        }
        return sample;
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("testsAndShapes")
    void theRateHoldsForAllSamplesAgainstOneReference(Named test, String shape) {
        RandomGenerator random = new SplittableRandom(31);
        int rejected = 0;
        for (int reference = 0; reference < REFERENCES; reference++) {
            double[][] trained = sample(random, shape, N, 0, 0.5);
            for (int i = 0; i < SAMPLES; i++) {
                rejected += test.pValue().applyAsDouble(trained, sample(random, shape, M, 0, 0.5)) <= LEVEL ? 1 : 0;
            }
        }
        int tests = REFERENCES * SAMPLES;
        assertThat((double) rejected).isLessThanOrEqualTo(tests * (LEVEL + LUCK) + 4 * Math.sqrt(tests * LEVEL * (1 - LEVEL)));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("testsAndShapes")
    void aChangeIsSeen(Named test, String shape) {
        RandomGenerator random = new SplittableRandom(32);
        boolean together = test.name().equals("fisher") || test.name().equals("jennrich");
        int rejected = 0;
        for (int i = 0; i < 40; i++) {
            double[][] trained = sample(random, shape, N, 0, 0.5);
            rejected += test.pValue().applyAsDouble(trained, sample(random, shape, M, together ? 0 : 1.5, together ? -0.8 : 0.5)) <= LEVEL ? 1 : 0;
        }
        assertThat(rejected).isGreaterThanOrEqualTo(36);
    }

    @ParameterizedTest
    @CsvSource({"1, 0.5", "0.999999999, 0.5", "0.9991, 0.50015", "0.5, 0.6386", "0.05, 1.7849", "0.001, 20.79"})
    void aSmallPValueIsALargeEValue(double pValue, double eValue) {
        assertThat(ChangeEvidence.eValue(pValue)).isCloseTo(eValue, Percentage.withPercentage(0.1));
    }

    /** The mean of an e-value under no change is the integral over all p-values: 1. */
    @Test
    void theMeanOfAnEValueIsOne() {
        double sum = 0;
        int steps = 400_000;
        for (int i = 0; i < steps; i++) {
            double low = Math.exp(-60.0 * (i + 1) / steps);
            double high = Math.exp(-60.0 * i / steps);
            sum += ChangeEvidence.eValue(Math.sqrt(low * high)) * (high - low);
        }
        assertThat(sum).isBetween(0.97, 1.0001);
    }

    @Test
    void collinearFeaturesAreLeftOutOfTheJointTest() {
        double[][] trained = {{1, 1, 0.2}, {1, 1, 0.2}, {0.2, 0.2, 1}};
        double[][] seen = {{1, 1, 0.8}, {1, 1, 0.8}, {0.8, 0.8, 1}};
        assertThat(CorrelationShift.joint(trained, 500, seen, 500, 0, 0.01).pValue()).isLessThan(1e-6);
        assertThat(CorrelationShift.joint(trained, 500, trained, 500, 0, 0.01).pValue()).isEqualTo(1);
    }
}
