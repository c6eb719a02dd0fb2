package io.jenkins.plugins.mlcd.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaceTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @ParameterizedTest
    @CsvSource({"60, 0, 60", "60, 1, 120", "60, 3, 480", "60, 6, 3600", "60, 50, 3600", "7200, 4, 7200"})
    void waitsTwiceAsLongAfterEachFailureUpToAnHour(long interval, int failures, long seconds) {
        Pace pace = new Pace(Duration.ofSeconds(interval));
        for (int seed = 0; seed < 50; seed++) {
            assertThat(Duration.between(NOW, pace.next(NOW, failures, new Random(seed))).toMillis()).isBetween(seconds * 900, seconds * 1100);
        }
    }

    @Test
    void looksAtDifferentTimesForDifferentSources() {
        Set<Instant> times = new HashSet<>();
        for (int seed = 0; seed < 20; seed++) {
            times.add(new Pace(Duration.ofMinutes(5)).next(NOW, 0, new Random(seed)));
        }
        assertThat(times).hasSizeGreaterThan(15);
    }

    @Test
    void looksAtMostOnceASecond() {
        assertThatThrownBy(() -> new Pace(Duration.ofMillis(999))).hasMessageContaining("interval");
    }
}
