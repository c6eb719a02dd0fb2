package io.jenkins.plugins.mlcd.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Seeded simulations of the stated error rates: alpha is 0.05, and the test may stop at any look. */
class SequentialTestsTest {

    private static final double ALPHA = 0.05;
    private static final int NEVER = Integer.MAX_VALUE;

    /** Traffic as in a rollout: the share of the canary rises, the rate that both share changes with the time. */
    @ParameterizedTest
    @CsvSource({"0.005, 100", "0.05, 100", "0.3, 100", "0.05, 1000"})
    void equalRatesRaiseAFalseAlarmInAtMostAlphaOfTheRollouts(double rate, int looks) {
        assertThat(alarms(300, random -> firstAlarm(random, rate, rate, looks, 40))).isLessThanOrEqualTo(ALPHA);
    }

    @Test
    void aCanaryThatIsBetterRaisesNoAlarm() {
        assertThat(alarms(300, random -> firstAlarm(random, 0.01, 0.05, 100, 40))).isLessThanOrEqualTo(0.01);
    }

    /** Power as the design page states it: 5 % errors against 0.5 % are seen within 400 canary requests in 95 % of rollouts. */
    @Test
    void tenfoldErrorsAreSeenWithinFourHundredRequests() {
        assertThat(alarms(400, random -> firstAlarm(random, 0.05, 0.005, 10, 40))).isGreaterThanOrEqualTo(0.95);
    }

    @Test
    void evidenceNeedsAnEventAndBothGroups() {
        SequentialProportions start = SequentialProportions.start();
        assertThat(start.evidence()).isEqualTo(1);
        assertThat(start.plus(0, 100, 0, 100).evidence()).isEqualTo(1);
        assertThat(start.plus(5, 5, 0, 0).evidence()).isEqualTo(1);
        assertThat(start.plus(9, 10, 1, 10).evidence()).isGreaterThan(20);
        assertThatThrownBy(() -> start.plus(3, 2, 0, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void equalLatenciesRaiseAFalseAlarmInAtMostAlphaOfTheRollouts() {
        assertThat(alarms(300, random -> firstSlowAlarm(random, 1, 100))).isLessThanOrEqualTo(ALPHA);
    }

    @Test
    void doubledLatencyIsSeenWithinTwoHundredRequests() {
        assertThat(alarms(300, random -> firstSlowAlarm(random, 2, 10))).isGreaterThanOrEqualTo(0.95);
    }

    @Test
    void equalConfidenceRaisesAFalseAlarmInAtMostAlphaOfTheRollouts() {
        assertThat(alarms(1000, random -> firstUnsureAlarm(random, 0, 100))).isLessThanOrEqualTo(ALPHA);
    }

    @Test
    void confidenceThatFallsByATenthIsSeenWithinFourHundredRequests() {
        assertThat(alarms(400, random -> firstUnsureAlarm(random, 0.1, 20))).isGreaterThanOrEqualTo(0.95);
    }

    private static double alarms(int rollouts, ToIntFunction<RandomGenerator> rollout) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(20);
        int alarms = 0;
        for (int i = 0; i < rollouts; i++) {
            alarms += rollout.applyAsInt(random) == NEVER ? 0 : 1;
        }
        return (double) alarms / rollouts;
    }

    private static int firstAlarm(RandomGenerator random, double canary, double stable, int looks, int requests) {
        SequentialProportions test = SequentialProportions.start();
        for (int look = 1; look <= looks; look++) {
            double tide = 0.5 + (look % 10) / 10.0;
            int others = requests * (1 + 19 * (looks - look) / looks);
            test = test.plus(count(random, requests, canary * tide), requests, count(random, others, stable * tide), others);
            if (test.evidence() >= 1 / ALPHA) {
                return look;
            }
        }
        return NEVER;
    }

    private static int firstSlowAlarm(RandomGenerator random, double factor, int looks) {
        SequentialLatency test = SequentialLatency.start();
        for (int look = 1; look <= looks; look++) {
            test = test.plus(histogram(random, 20, factor), histogram(random, 80, 1));
            if (test.evidence() >= 1 / ALPHA) {
                return look;
            }
        }
        return NEVER;
    }

    private static int firstUnsureAlarm(RandomGenerator random, double drop, int looks) {
        SequentialMeans test = SequentialMeans.start();
        for (int look = 1; look <= looks; look++) {
            double tide = 0.1 * Math.sin(look);
            test = test.plus(confidences(random, 20, 0.8 - drop + tide), confidences(random, 60, 0.8 + tide));
            if (test.evidence() >= 1 / ALPHA) {
                return look;
            }
        }
        return NEVER;
    }

    private static int count(RandomGenerator random, int trials, double rate) {
        int events = 0;
        for (int i = 0; i < trials; i++) {
            events += random.nextDouble() < rate ? 1 : 0;
        }
        return events;
    }

    private static List<Long> histogram(RandomGenerator random, int requests, double factor) {
        List<Long> counts = new ArrayList<>(Collections.nCopies(20, 0L));
        for (int i = 0; i < requests; i++) {
            double latency = factor * Math.exp(0.5 * random.nextGaussian());
            int bucket = (int) Math.max(0, Math.min(19, Math.round(6 + 4 * Math.log(latency))));
            counts.set(bucket, counts.get(bucket) + 1);
        }
        return counts;
    }

    /** Skewed as real confidences are: most near the top, a tail below. */
    private static Moments confidences(RandomGenerator random, int requests, double mean) {
        Moments moments = Moments.NONE;
        for (int i = 0; i < requests; i++) {
            moments = moments.plus(Math.max(0, mean + 0.2 - 0.2 * random.nextExponential()));
        }
        return moments;
    }
}
