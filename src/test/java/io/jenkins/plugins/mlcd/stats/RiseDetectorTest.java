package io.jenkins.plugins.mlcd.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.jenkins.plugins.mlcd.record.Json;
import java.util.Collections;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Seeded simulations of the stated rates; a share of {@value #RUNS} runs is given two standard errors. */
class RiseDetectorTest {

    private static final int RUNS = 100;
    private static final double TENTH = 0.1 + 2 * Math.sqrt(0.1 * 0.9 / RUNS);
    private static final int NEVER = Integer.MAX_VALUE;

    private static final List<Double> TEN = IntStream.range(0, 10).mapToObj(i -> i / 9.0).toList();

    private final RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(7);

    /** The chance of an alarm within 2,000 rows is at most 2,000 over the run length: 10 %. With a reference of any size, and without. */
    @ParameterizedTest
    @CsvSource({"0.1, 0", "0.1, 100", "0.1, 2000", "0.01, 0", "0.01, 500", "0.5, 100", "0, 100"})
    void falseAlarmsAreAsRareAsStated(double rate, int validated) {
        assertThat(alarms(2_000, i -> rate, rate, validated, FalseAlarms.every(20_000))).isLessThanOrEqualTo(TENTH);
    }

    @Test
    void theMeanRunLengthToAFalseAlarmIsAtLeastTheStatedOne() {
        double rows = 0;
        for (int i = 0; i < RUNS; i++) {
            rows += Math.min(40_000, firstAlarm(detector(0.1, 1_000, FalseAlarms.every(1_000)), 40_000, row -> 0.1));
        }
        assertThat(rows / RUNS).isGreaterThanOrEqualTo(1_000).isLessThan(4_000);
    }

    @ParameterizedTest
    @CsvSource({"0.1, 0", "0.1, 100", "0.3, 2000"})
    void aWatchOfAnyLengthGivesAFalseAlarmWithAtMostTheStatedChance(double rate, int validated) {
        assertThat(alarms(5_000, i -> rate, rate, validated, FalseAlarms.ever(0.1))).isLessThanOrEqualTo(TENTH);
    }

    @Test
    void aFallIsNoAlarm() {
        assertThat(alarms(3_000, row -> row < 500 ? 0.3 : 0.1, 0.3, 500, FalseAlarms.every(200_000))).isLessThanOrEqualTo(0.02);
    }

    /** The information that a row holds is 0.044 nats, so 12 nats take 270 rows when one begins with nothing. */
    @Test
    void doubledErrorsAreSeenSoonAndSayWhenAndHowMuch() {
        double delay = 0;
        double since = 0;
        double rate = 0;
        for (int i = 0; i < RUNS; i++) {
            RiseDetector detector = detector(0.1, 2_000, FalseAlarms.every(200_000));
            int row = 0;
            while (!detector.isAlarm() && row < 4_000) {
                detector = detector.plus(random.nextDouble() < (row < 1_000 ? 0.1 : 0.2));
                row++;
            }
            delay += (row - 1_000.0) / RUNS;
            since += (row - detector.rowsSince()) / RUNS;
            rate += detector.risenRate() / RUNS;
        }
        assertThat(delay).isBetween(100.0, 230.0);
        assertThat(since).isBetween(900.0, 1_100.0);
        assertThat(rate).isBetween(0.18, 0.23);
    }

    @Test
    void aRiseFromTheFirstRowOnIsSeenAgainstTheValidationSet() {
        assertThat(alarms(2_000, row -> 0.2, 0.1, 2_000, FalseAlarms.every(200_000))).isEqualTo(1);
        assertThat(alarms(2_000, row -> 0.2, 0, 0, FalseAlarms.every(200_000).after(500))).isLessThanOrEqualTo(0.02);
    }

    @Test
    void windowsOfManyRowsAreJudgedAsTheirRows() {
        int false0 = 0;
        int seen = 0;
        for (int i = 0; i < RUNS; i++) {
            RiseDetector detector = detector(0.1, 1_000, FalseAlarms.every(20_000));
            for (int window = 0; window < 40; window++) {
                detector = window(detector, 0.1);
            }
            false0 += detector.isAlarm() ? 1 : 0;
            RiseDetector risen = detector;
            for (int window = 0; window < 8 && !risen.isAlarm(); window++) {
                risen = window(risen, 0.2);
            }
            seen += risen.isAlarm() ? 1 : 0;
        }
        assertThat(false0 / (double) RUNS).isLessThanOrEqualTo(TENTH);
        assertThat(seen / (double) RUNS).isGreaterThan(0.9);
    }

    @Test
    void theSameRowsAtOnceWeighTheSameAsOneByOneUnderTheNull() {
        RiseDetector one = RiseDetector.against(10, 100, FalseAlarms.every(1_000)).plus(1, 1);
        assertThat(one.evidence()).isCloseTo(RiseDetector.against(10, 100, FalseAlarms.every(1_000)).plus(true).evidence(), offset(1e-9));
        assertThat(one.plus(0, 0)).isSameAs(one);
    }

    @Test
    void itIsWrittenAndReadAgain() throws JsonProcessingException {
        RiseDetector detector = RiseDetector.against(10, 100, FalseAlarms.ever(0.01)).plus(3, 20).plus(true).plus(false);
        String json = Json.line(detector.state());
        RiseDetector again = RiseDetector.of(Json.mapper().readValue(json, RiseDetector.State.class));
        assertThat(again.state()).isEqualTo(detector.state());
        assertThat(again.plus(true).evidence()).isEqualTo(detector.plus(true).evidence());
        assertThat(json.length()).isLessThan(1_000);
    }

    /** Ten levels, as bins of confidence: not more alarms than stated, and a rise of the upper ones is seen. */
    @Test
    void levelsAreWatchedAsEventsAre() {
        int falseAlarms = 0;
        int seen = 0;
        for (int i = 0; i < RUNS; i++) {
            RiseDetector detector = RiseDetector.over(TEN, Collections.nCopies(10, 100L), FalseAlarms.every(20_000));
            for (int row = 0; row < 2_000 && !detector.isAlarm(); row++) {
                detector = detector.plusLevel(random.nextInt(10));
            }
            falseAlarms += detector.isAlarm() ? 1 : 0;
            for (int row = 0; row < 300 && !detector.isAlarm(); row++) {
                detector = detector.plusLevel(Math.max(random.nextInt(10), random.nextInt(10)));
            }
            seen += detector.isAlarm() ? 1 : 0;
        }
        assertThat(falseAlarms / (double) RUNS).isLessThanOrEqualTo(TENTH);
        assertThat(seen / (double) RUNS).isGreaterThan(0.98);
    }

    @Test
    void evidenceStaysANumberHoweverLongARiseLasts() {
        RiseDetector detector = RiseDetector.against(10, 1_000_000, FalseAlarms.every(1_000));
        for (int i = 0; i < 200; i++) {
            detector = detector.plus(1_000, 1_000);
        }
        assertThat(detector.isAlarm()).isTrue();
        assertThat(detector.evidence()).isFinite();
        assertThat(detector.risenRate()).isBetween(0.9, 1.0);
    }

    @Test
    void whatNoStreamCanBeIsRefused() {
        assertThatThrownBy(() -> FalseAlarms.every(0)).hasMessageContaining("at least 1 row");
        assertThatThrownBy(() -> FalseAlarms.ever(1)).hasMessageContaining("between 0 and 1");
        assertThatThrownBy(() -> RiseDetector.against(3, 2, FalseAlarms.every(10))).hasMessageContaining("cannot be [-1, 3]");
        assertThatThrownBy(() -> RiseDetector.withoutReference(FalseAlarms.every(10)).plus(2, 1)).hasMessageContaining("cannot be [-1, 2]");
        assertThatThrownBy(() -> RiseDetector.over(List.of(0.0, 0.5), List.of(1L, 1L), FalseAlarms.every(10))).hasMessageContaining("rise from 0 to 1");
    }

    private RiseDetector window(RiseDetector detector, double rate) {
        int rows = 20 + random.nextInt(80);
        int events = 0;
        for (int i = 0; i < rows; i++) {
            events += random.nextDouble() < rate ? 1 : 0;
        }
        return detector.plus(events, rows);
    }

    private RiseDetector detector(double rate, int validated, FalseAlarms policy) {
        long events = 0;
        for (int i = 0; i < validated; i++) {
            events += random.nextDouble() < rate ? 1 : 0;
        }
        return RiseDetector.against(events, validated, policy);
    }

    private double alarms(int rows, IntToDoubleFunction rate, double validationRate, int validated, FalseAlarms policy) {
        int alarms = 0;
        for (int i = 0; i < RUNS; i++) {
            alarms += firstAlarm(detector(validationRate, validated, policy), rows, rate) == NEVER ? 0 : 1;
        }
        return alarms / (double) RUNS;
    }

    private int firstAlarm(RiseDetector start, int rows, IntToDoubleFunction rate) {
        RiseDetector detector = start;
        for (int row = 0; row < rows; row++) {
            detector = detector.plus(random.nextDouble() < rate.applyAsDouble(row));
            if (detector.isAlarm()) {
                return row;
            }
        }
        return NEVER;
    }
}
