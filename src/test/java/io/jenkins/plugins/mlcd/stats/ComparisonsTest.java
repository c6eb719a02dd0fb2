package io.jenkins.plugins.mlcd.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.apache.commons.statistics.distribution.HypergeometricDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComparisonsTest {

    @ParameterizedTest
    @CsvSource({"3, 10, 9, 10", "80, 100, 95, 100", "1, 4, 3, 4", "0, 5, 100, 100", "900, 1000, 19000, 20000"})
    void fishersTestIsTheTailOfTheHypergeometricDistribution(int successes, int trials, int others, int otherTrials) {
        int failures = trials - successes;
        double tail = HypergeometricDistribution.of(trials + otherTrials, failures + otherTrials - others, trials)
                .survivalProbability(failures - 1);
        assertThat(TwoProportions.belowPValue(successes, trials, others, otherTrials)).isCloseTo(tail, within(1e-9 * tail + 1e-300));
    }

    @Test
    void aProportionThatIsNotBelowIsNoFinding() {
        assertThat(TwoProportions.belowPValue(95, 100, 80, 100)).isEqualTo(1);
        assertThat(TwoProportions.belowPValue(100, 100, 100, 100)).isEqualTo(1);
    }

    /** The example of Holm's paper as in textbooks: p-values in any order, never above 1, never falling. */
    @Test
    void holmMultipliesTheSmallestByTheNumberOfTests() {
        assertThat(Holm.adjust(0.01, 0.04, 0.03, 0.005)).containsExactly(new double[] {0.03, 0.06, 0.06, 0.02}, within(1e-12));
        assertThat(Holm.adjust(0.9, 0.8)).containsExactly(1, 1);
        assertThat(Holm.adjust()).isEmpty();
    }

    /** Newcombe, Statistics in Medicine 17 (1998), method 10 of unpaired differences, example (a): 56/70 - 48/80. */
    @Test
    void theDifferenceOfTwoProportionsIsNewcombes() {
        Interval interval = Difference.interval(
                56 / 70.0, Proportions.wilson(56, 70, 0.95), 48 / 80.0, Proportions.wilson(48, 80, 0.95));
        assertThat(interval.low()).isCloseTo(0.0524, within(5e-4));
        assertThat(interval.high()).isCloseTo(0.3339, within(5e-4));
    }

    @Test
    void correlatedFiguresHaveANarrowerDifference() {
        Interval wide = Difference.interval(0.9, new Interval(0.8, 0.95), 0.9, new Interval(0.8, 0.95), 0);
        Interval narrow = Difference.interval(0.9, new Interval(0.8, 0.95), 0.9, new Interval(0.8, 0.95), 0.9);
        assertThat(narrow.width()).isLessThan(wide.width());
    }

    @Test
    void theExactBinomialTestNamesTheChanceOfSoFewSuccesses() {
        assertThat(Proportions.atMostPValue(0, 10, 0.1)).isCloseTo(Math.pow(0.9, 10), within(1e-12));
        assertThat(Proportions.atLeastPValue(10, 10, 0.9)).isCloseTo(Math.pow(0.9, 10), within(1e-12));
        assertThat(Proportions.atMostPValue(5, 10, 0)).isEqualTo(1);
        assertThat(Proportions.atMostPValue(10, 10, 1.01)).as("no proportion is above 1").isZero();
    }

    @Test
    void theScoreTestAgreesWithItsInterval() {
        PairedProportions pair = new PairedProportions(900, 20, 35, 45);
        Interval interval = pair.differenceInterval(0.9);
        assertThat(pair.worsePValue(interval.high())).isCloseTo(0.05, within(1e-6));
        assertThat(pair.swapped().worsePValue(-interval.low())).isCloseTo(0.05, within(1e-6));
    }

    @Test
    void streamsMergeToTheSameSpread() {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(3);
        Spread whole = new Spread();
        Spread one = new Spread();
        Spread other = new Spread();
        for (int i = 0; i < 1000; i++) {
            double value = 1.7e9 + random.nextGaussian();
            whole.add(value);
            (i < 300 ? one : other).add(value);
        }
        one.add(other);
        one.add(new Spread());
        assertThat(one.mean()).isCloseTo(whole.mean(), within(1e-6));
        assertThat(one.variance()).isCloseTo(whole.variance(), within(1e-6)).isBetween(0.8, 1.2);
        assertThat(new Spread().mean()).isNaN();
    }

    @Test
    void studentsTestAgreesWithItsInterval() {
        StudentMean mean = new StudentMean(20, 1.3, 4);
        assertThat(mean.belowPValue(mean.interval(0.9).high())).isCloseTo(0.05, within(1e-9));
        assertThat(new StudentMean(1, 3, 0).interval(0.9).width()).isInfinite();
        assertThat(new StudentMean(5, 3, 0).belowPValue(3.1)).isZero();
        assertThat(new StudentMean(5, 3, 0).abovePValue(3)).as("equal is not above").isEqualTo(1);
        assertThat(mean.abovePValue(mean.interval(0.9).low())).isCloseTo(0.05, within(1e-9));
        assertThatThrownBy(() -> new StudentMean(0, 1, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"0.5", "7", "400"})
    void poissonCountsHaveTheirMeanAndVariance(double mean) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(8);
        Spread spread = new Spread();
        for (int i = 0; i < 20_000; i++) {
            spread.add(Poisson.draw(mean, random));
        }
        assertThat(spread.mean()).isCloseTo(mean, within(5 * Math.sqrt(mean / 20_000)));
        assertThat(spread.variance() / mean).isBetween(0.94, 1.06);
    }
}
