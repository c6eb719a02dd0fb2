package io.jenkins.plugins.mlcd.bench.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.mlcd.bench.monitor.EqualFalseAlarms.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

/** The bench of streams in small: seeded runs of our detector beside MOA's on the same rows. */
class StreamDetectorsTest {

    private static final int RUNS = 30;

    private static RandomGenerator random(long seed) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    /** Errors 10 % to 20 % at row 5,000: sooner than ADWIN as it comes, with as good as no false alarm, and than ADWIN tuned to alarm as seldom. */
    @Test
    void isNoLaterThanAdwinOnTheStreamOfTheIssue() {
        EqualFalseAlarms runs = new EqualFalseAlarms(new ErrorRateStream("errors", 0.1, 0.2, 5_000, 0, 3_000), RUNS, random(1));
        Outcome strict = runs.with(1_000_000, StreamDetectors.OURS);
        Outcome adwin = runs.with(StreamDetectors.ADWIN.own(), StreamDetectors.ADWIN);
        assertThat(strict.falseAlarms()).isZero();
        assertThat(strict.missed()).isZero();
        assertThat(strict.delay()).isLessThan(0.9 * adwin.delay());
        Outcome equal = runs.at(0.05, StreamDetectors.OURS);
        assertThat(equal.falseAlarms()).isLessThanOrEqualTo(0.05);
        assertThat(equal.delay()).isLessThan(1.1 * runs.with(0.1, StreamDetectors.ADWIN).delay());
    }

    /** Real digits, a fifth of which drift, by errors and by confidence alone; clothing among them. */
    @Test
    void seesDriftOfRealDigitsSoonerThanAdwinAsItComes() throws IOException {
        List<DriftStream> streams = new Digits(Path.of("examples/data/digits")).streams(random(2));
        assertThat(streams).hasSize(4).allSatisfy(stream -> {
            EqualFalseAlarms runs = new EqualFalseAlarms(stream, RUNS / 2, random(3));
            Outcome ours = runs.with(200_000, StreamDetectors.OURS);
            assertThat(ours.falseAlarms()).as(stream.name()).isLessThanOrEqualTo(0.14);
            assertThat(ours.delay()).as(stream.name()).isLessThan(runs.with(StreamDetectors.ADWIN.own(), StreamDetectors.ADWIN).delay());
        });
    }

    @Test
    void seesAChangeOfTheConceptOfSea() {
        EqualFalseAlarms runs = new EqualFalseAlarms(new SeaStream(random(4)), RUNS / 2, random(5));
        Outcome ours = runs.with(200_000, StreamDetectors.OURS);
        Outcome adwin = runs.with(StreamDetectors.ADWIN.own(), StreamDetectors.ADWIN);
        assertThat(ours.falseAlarms()).isLessThanOrEqualTo(0.14);
        assertThat(ours.delay()).isLessThan(adwin.delay());
        assertThat(ours.missed()).isLessThanOrEqualTo(adwin.missed());
    }

    /** Two peers that are known to alarm too often, or to see little, at their own settings. */
    @Test
    void showsDdmsFalseAlarmsAndWhatKswinMisses() {
        EqualFalseAlarms runs = new EqualFalseAlarms(new ErrorRateStream("errors", 0.1, 0.2, 5_000, 0, 1_000), RUNS, random(6));
        assertThat(runs.with(StreamDetectors.DDM.own(), StreamDetectors.DDM).falseAlarms()).isGreaterThan(0.2);
        assertThat(runs.with(StreamDetectors.KSWIN.own(), StreamDetectors.KSWIN).missed()).isGreaterThan(0.5);
    }

    @Test
    void retrainsOnDriftBeatNever() {
        List<RetrainStream> streams = List.of(RetrainStream.sea(random(7)));
        RetrainRun.Outcome never = RetrainRun.of(streams.get(0), RetrainPolicy.never());
        RetrainRun.Outcome triggered = RetrainRun.of(streams.get(0), RetrainPolicy.onDrift(20_000, 100, 8_000, 300));
        RetrainRun.Outcome calendar = RetrainRun.of(streams.get(0), RetrainPolicy.every(2_000, 1_000));
        assertThat(never.retrains()).isZero();
        assertThat(calendar.retrains()).isEqualTo(19);
        assertThat(triggered.accuracy()).isGreaterThan(never.accuracy() + 0.01);
        assertThat(triggered.retrains()).isBetween(3.0, 25.0);
    }
}
