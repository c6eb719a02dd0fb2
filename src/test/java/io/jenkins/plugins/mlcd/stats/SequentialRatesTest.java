package io.jenkins.plugins.mlcd.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.mlcd.stats.SequentialRates.Counts;
import io.jenkins.plugins.mlcd.stats.SequentialRates.Side;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Seeded simulations of the stated error rates, alpha 0.05, with a look at every step. */
class SequentialRatesTest {

    private static final double ALPHA = 0.05;

    /** Rates on the line itself, in looks of any size, while the rate of both rises and falls. */
    @ParameterizedTest
    @CsvSource({
        "AT_MOST, 1, 0, 0.01, 0.005, 3, 57", "AT_MOST, 1, 0.01, 0.01, 0.005, 20, 20", "AT_MOST, 1.2, 0, 0.02, 0.1, 40, 60",
        "AT_LEAST, 1, 0.015, 0.015, 0.005, 3, 57", "AT_LEAST, 1, 0.02, 0.01, 0.3, 30, 30", "AT_LEAST, 1.2, 0.01, 0.01, 0.05, 200, 600",
        "AT_MOST, 0, 0.02, 0.01, 0.5, 10, 0", "AT_LEAST, 0, 0.02, 0.01, 0.5, 10, 0"
    })
    void ratesOnTheLineAreDisprovedInAtMostAlphaOfAllRuns(
            Side against, double slope, double intercept, double effect, double second, int firstTotal, int secondTotal) {
        int runs = 1000;
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(5);
        int disproved = 0;
        for (int run = 0; run < runs; run++) {
            SequentialRates test = SequentialRates.against(against, effect);
            boolean crossed = false;
            for (int look = 0; look < 100 && !crossed; look++) {
                double rate = second * (0.5 + (look % 10) / 10.0);
                test = test.plus(slope, intercept, draw(random, slope * rate + intercept, firstTotal, rate, secondTotal));
                crossed = test.evidence() >= 1 / ALPHA;
            }
            disproved += crossed ? 1 : 0;
        }
        assertThat((double) disproved / runs).isLessThanOrEqualTo(ALPHA);
    }

    /** The mean of a bet is at most 1 for every pair of rates of the side, and not only in simulations: summed over all outcomes. */
    @ParameterizedTest
    @CsvSource({"AT_MOST, 0.02, 0.02", "AT_MOST, 0.005, 0.3", "AT_LEAST, 0.05, 0.035", "AT_LEAST, 0.3, 0.1"})
    void aBetIsFairForEveryPairOfRates(Side against, double first, double second) {
        int firstTotal = 5;
        int secondTotal = 40;
        BinomialDistribution firsts = BinomialDistribution.of(firstTotal, first);
        BinomialDistribution seconds = BinomialDistribution.of(secondTotal, second);
        double mean = 0;
        double intercept = against == Side.AT_MOST ? 0 : 0.015;
        for (int i = 0; i <= firstTotal; i++) {
            for (int k = 0; k <= secondTotal; k++) {
                double evidence = SequentialRates.against(against, 0.015).plus(1, intercept, new Counts(i, firstTotal, k, secondTotal)).evidence();
                mean += firsts.probability(i) * seconds.probability(k) * evidence;
            }
        }
        assertThat(mean).isLessThanOrEqualTo(1 + 1e-9);
    }

    @Test
    void whatALookWithoutObservationsSaysIsNothing() {
        SequentialRates test = SequentialRates.against(Side.AT_MOST, 0.01);
        assertThat(test.plus(1, 0, new Counts(0, 0, 3, 100)).evidence()).isEqualTo(1);
        assertThat(test.plus(1, 0, new Counts(3, 100, 0, 0)).evidence()).isEqualTo(1);
        assertThat(test.plus(0, 0.01, new Counts(30, 100, 0, 0)).evidence()).as("against a number").isGreaterThan(1000);
        assertThatThrownBy(() -> new Counts(3, 2, 0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SequentialRates.against(Side.AT_MOST, 0)).hasMessageContaining("above 0");
    }

    @Test
    void limitsAtTheEndsOfAllRatesAreBrokenByTheFirstEventOrNever() {
        Counts all = new Counts(100, 100, 0, 100);
        assertThat(SequentialRates.against(Side.AT_MOST, 0.01).plus(1, 1, all).evidence()).isLessThanOrEqualTo(1);
        assertThat(SequentialRates.against(Side.AT_MOST, 0.01).plus(0, 0, new Counts(0, 100, 0, 0)).evidence()).isLessThan(1);
        assertThat(SequentialRates.against(Side.AT_MOST, 0.01).plus(0, 0, new Counts(1, 100, 0, 0)).evidence()).isGreaterThan(1000);
    }

    /** A rate, a mean and a quantile that are looked at after every observation stay within their sequences. */
    @Test
    void confidenceSequencesHoldTheTrueFigureAtAllLooksAtOnce() {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(7);
        int runs = 300;
        int[] left = new int[3];
        for (int run = 0; run < runs; run++) {
            boolean[] out = new boolean[3];
            long events = 0;
            Moments moments = Moments.NONE;
            long[] counts = new long[4];
            for (int i = 1; i <= 400; i++) {
                double value = random.nextDouble();
                events += value < 0.1 ? 1 : 0;
                moments = moments.plus(value);
                counts[(int) Math.min(3, value * 4)]++;
                out[0] |= !ConfidenceSequences.rate(events, i, ALPHA).contains(0.1);
                out[1] |= i > 20 && !ConfidenceSequences.mean(moments, ALPHA).contains(0.5);
                if (i % 10 == 0) {
                    Interval median = ConfidenceSequences.quantile(List.of(0.25, 0.5, 0.75), List.of(counts[0], counts[1], counts[2], counts[3]), 0.5, ALPHA);
                    out[2] |= !median.contains(0.5);
                }
            }
            for (int k = 0; k < left.length; k++) {
                left[k] += out[k] ? 1 : 0;
            }
        }
        for (int k = 0; k < left.length; k++) {
            assertThat((double) left[k] / runs).as("sequence %d", k).isLessThanOrEqualTo(ALPHA);
        }
        Interval many = ConfidenceSequences.rate(100, 1000, ALPHA);
        assertThat(many.width()).isLessThan(0.08);
    }

    private static Counts draw(RandomGenerator random, double first, int firstTotal, double second, int secondTotal) {
        return new Counts(count(random, firstTotal, first), firstTotal, count(random, secondTotal, second), secondTotal);
    }

    private static int count(RandomGenerator random, int trials, double rate) {
        int events = 0;
        for (int i = 0; i < trials; i++) {
            events += random.nextDouble() < rate ? 1 : 0;
        }
        return events;
    }
}
