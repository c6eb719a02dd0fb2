package io.jenkins.plugins.mlcd.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntervalsTest {

    @ParameterizedTest
    @CsvSource({"8, 10, 0.4902, 0.9433", "0, 10, 0, 0.2775", "10, 10, 0.7225, 1", "81, 263, 0.2553, 0.3662"})
    void wilsonMatchesPublishedValues(int successes, int trials, double low, double high) {
        Interval interval = Proportions.wilson(successes, trials, 0.95);
        assertThat(interval.low()).isCloseTo(low, within(5e-5));
        assertThat(interval.high()).isCloseTo(high, within(5e-5));
    }

    @ParameterizedTest
    @CsvSource({"8, 10, 0.4439, 0.9748", "0, 10, 0, 0.3085", "10, 10, 0.6915, 1", "81, 263, 0.2527, 0.3676"})
    void clopperPearsonMatchesPublishedValues(int successes, int trials, double low, double high) {
        Interval interval = Proportions.clopperPearson(successes, trials, 0.95);
        assertThat(interval.low()).isCloseTo(low, within(5e-5));
        assertThat(interval.high()).isCloseTo(high, within(5e-5));
    }

    @Test
    void mcNemarIsTheBinomialTestOfTheSamplesThatDiffer() {
        assertThat(new PairedProportions(70, 5, 15, 10).worsePValue()).isCloseTo(0.020695, within(1e-6));
        assertThat(new PairedProportions(70, 0, 0, 30).worsePValue()).isEqualTo(1);
    }

    @Test
    void swappingThePairMirrorsTheInterval() {
        Interval interval = new PairedProportions(70, 5, 15, 10).differenceInterval(0.9);
        Interval swapped = new PairedProportions(70, 15, 5, 10).differenceInterval(0.9);
        assertThat(interval.low()).isCloseTo(-swapped.high(), within(1e-12));
        assertThat(interval.high()).isCloseTo(-swapped.low(), within(1e-12));
        assertThat(interval.contains(-0.1)).isTrue();
    }

    @Test
    void identicalAnswersLeaveAnIntervalAroundNoDifference() {
        Interval interval = new PairedProportions(1470, 0, 0, 30).differenceInterval(0.9);
        assertThat(interval.low()).isBetween(-0.0025, -0.0005);
        assertThat(interval.high()).isCloseTo(-interval.low(), within(1e-9));
    }

    /** Stated: 90 % of both sides together; 5,000 pairs of models that differ by one point on 1,500 samples. */
    @Test
    void theIntervalOfAPairedDifferenceCoversAsStated() {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(11);
        int covered = 0;
        int draws = 5000;
        for (int i = 0; i < draws; i++) {
            long first = 0;
            long second = 0;
            for (int k = 0; k < 1500; k++) {
                double u = random.nextDouble();
                first += u < 0.01 ? 1 : 0;
                second += u >= 0.01 && u < 0.03 ? 1 : 0;
            }
            PairedProportions pair = new PairedProportions(1500 - first - second, first, second, 0);
            covered += pair.differenceInterval(0.9).contains(-0.01) ? 1 : 0;
        }
        assertThat((double) covered / draws).isBetween(0.885, 0.92);
    }

    @Test
    void studentsIntervalMatchesAHandCalculation() {
        Moments moments = Moments.NONE.plus(1).plus(2).plus(3).plus(4).plus(5);
        Interval interval = moments.meanInterval(0.95);
        assertThat(interval.low()).isCloseTo(3 - 2.776445 * Math.sqrt(2.5 / 5), within(1e-5));
        assertThat(Moments.NONE.plus(1).meanInterval(0.95).width()).isInfinite();
    }

    @Test
    void anIntervalWithNaNIsRefused() {
        assertThatThrownBy(() -> new Interval(Double.NaN, 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
