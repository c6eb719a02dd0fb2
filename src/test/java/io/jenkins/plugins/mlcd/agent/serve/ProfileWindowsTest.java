package io.jenkins.plugins.mlcd.agent.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProfileWindowsTest {

    private static final Instant START = Instant.parse("2026-01-31T12:00:00Z");

    private Instant now = START;
    private final ProfileWindows windows = new ProfileWindows(List.of("x"), Duration.ofSeconds(5), () -> now);

    private void addOnceASecond(int seconds) {
        for (int i = 0; i < seconds; i++) {
            double value = i;
            windows.update(window -> window.add(new double[] {value}, "7", 0.9));
            now = now.plusSeconds(1);
        }
    }

    @Test
    void aWindowShowsOnlyWhenItHasClosed() {
        addOnceASecond(4);
        assertThat(windows.merged(Optional.empty(), Optional.empty()).samples()).isZero();

        addOnceASecond(1);
        assertThat(windows.merged(Optional.empty(), Optional.empty()).samples()).isEqualTo(5);
    }

    @Test
    void spansThatFollowEachOtherShareNoWindowAndMissNone() {
        addOnceASecond(60);
        long sum = 0;
        Instant from = START.minusSeconds(1);
        for (int seconds = 7; seconds <= 63; seconds += 7) {
            Instant to = START.plusSeconds(seconds);
            sum += windows.merged(Optional.of(from), Optional.of(to)).samples();
            from = to;
        }

        assertThat(sum).isEqualTo(60);
    }

    @Test
    void forgetsAfterAnHour() {
        addOnceASecond(10);
        now = now.plus(Duration.ofMinutes(61));
        addOnceASecond(5);

        assertThat(windows.merged(Optional.empty(), Optional.empty()).samples()).isEqualTo(5);
    }

    @Test
    void aClockThatGoesBackNeitherStopsTheWindowsNorLosesASample() {
        addOnceASecond(12);
        now = now.minus(Duration.ofHours(3));
        addOnceASecond(12);

        assertThat(windows.merged(Optional.empty(), Optional.of(START.minus(Duration.ofHours(2)))).samples()).as("of the earlier time").isEqualTo(3 + 5);
        assertThat(windows.merged(Optional.empty(), Optional.empty()).samples()).isEqualTo(12 + 3 + 5);
    }

    @Test
    void aClockThatIsSetBackALittleStaysInItsWindow() {
        addOnceASecond(3);
        now = now.minusSeconds(2);
        addOnceASecond(4);

        assertThat(windows.merged(Optional.empty(), Optional.empty()).samples()).isEqualTo(7);
        assertThat(windows.merged(Optional.empty(), Optional.empty()).from()).isEqualTo(START);
    }

    @Test
    void aWindowOfNothingButErrorsIsAWindow() {
        windows.update(window -> window.addRequest(0.1, 500));
        now = now.plusSeconds(5);

        assertThat(windows.merged(Optional.empty(), Optional.empty()).traffic().errorShare()).isEqualTo(1);
    }

    @Test
    void theMergedProfileCoversTheTimeOfItsWindows() {
        addOnceASecond(10);

        assertThat(windows.merged(Optional.empty(), Optional.empty()).from()).isEqualTo(START);
        assertThat(windows.merged(Optional.empty(), Optional.empty()).to()).isEqualTo(START.plusSeconds(10));
    }
}
