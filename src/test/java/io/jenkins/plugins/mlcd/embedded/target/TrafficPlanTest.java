package io.jenkins.plugins.mlcd.embedded.target;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.mlcd.embedded.config.RunConfig.TrafficPhase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrafficPlanTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final List<TrafficPhase> PHASES = List.of(phase("first", false, 2), phase("second", true, 20));

    private static TrafficPhase phase(String data, boolean afterPromotion, long delay) {
        return new TrafficPhase(data, 40, true, afterPromotion, Duration.ofSeconds(delay), OptionalLong.empty());
    }

    @ParameterizedTest(name = "{0} s after the start, promoted at {1}: {2}")
    @CsvSource(nullValues = "-", value = {
        "1, -, -", "2, -, first", "1000, -, first", "100, 90, first", "109, 90, first", "110, 90, second", "500, 90, second"
    })
    void sendsTheNewestPhaseThatIsDue(long now, Long promoted, String data) {
        Instant promotedAt = promoted == null ? null : START.plusSeconds(promoted);
        TrafficPhase due = TrafficPlan.due(PHASES, START, promotedAt, START.plusSeconds(now));
        assertThat(due == null ? null : due.data()).isEqualTo(data);
    }
}
