package io.jenkins.plugins.mlcd.monitor.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrafficProfileTest {

    private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void countsRequestsErrorsByKindAndLatency() {
        ProfileBuilder window = new ProfileBuilder("x");
        window.addRequest(0.1, 200);
        window.addRequest(0.3, 429);
        window.addRequest(Double.NaN, 500);
        window.addFailure("timeout");
        TrafficProfile traffic = window.build().traffic();
        assertThat(traffic.requests()).isEqualTo(4);
        assertThat(traffic.errors().counts()).isEqualTo(Map.of("429", 1L, "500", 1L, "timeout", 1L));
        assertThat(traffic.errorShare()).isEqualTo(0.75);
        assertThat(traffic.latency().points()).containsExactly(0.1, 0.3);
    }

    /** A replica that starts again begins with a window of its own; what it had answered before is in the windows before. */
    @Test
    void aReplicaThatStartsAgainTakesNothingFromTheWindowsBefore() {
        ProfileBuilder before = new ProfileBuilder("x");
        ProfileBuilder restarted = new ProfileBuilder("x");
        ProfileBuilder other = new ProfileBuilder("x");
        for (int i = 0; i < 100; i++) {
            before.addRequest(0.1, i % 10 == 0 ? 503 : 200);
            other.addRequest(0.2, 200);
        }
        restarted.addRequest(0.5, 200);
        Profile merged = before.build(T0, T0.plusSeconds(10)).merge(restarted.build(T0.plusSeconds(20), T0.plusSeconds(30)))
                .merge(other.build(T0, T0.plusSeconds(30)));
        assertThat(merged.traffic().requests()).isEqualTo(201);
        assertThat(merged.traffic().errors().total()).isEqualTo(10);
        assertThat(merged.to()).isEqualTo(T0.plusSeconds(30));
        assertThat(merged.samples()).as("requests that were all refused are traffic, too").isZero();
    }

    @Test
    void labelsAreOfTheWindowInWhichTheyCame() {
        ProfileBuilder window = new ProfileBuilder("x");
        window.addLabel("a", 0.93, "a");
        window.addLabel("a", 0.91, "b");
        window.addLabel("b", Double.NaN, "b");
        window.addLabel(null, Double.NaN, "b");
        Profile profile = window.build();
        assertThat(profile.labels().classes().counts()).isEqualTo(Map.of("a", 1L, "b", 3L));
        assertThat(profile.labels().accuracy()).isCloseTo(2 / 3.0, within(1e-12));
        int bin = ConfidenceHistogram.bin(0.92);
        assertThat(profile.confidence().labelled().get(bin)).isEqualTo(2);
        assertThat(profile.confidence().correct().get(bin)).isEqualTo(1);
        assertThat(profile.confidence().calibrationError()).isCloseTo(0.42, within(1e-9));
        assertThat(profile.nothing()).isFalse();
        assertThat(Profile.empty().merge(profile)).isEqualTo(profile);
    }

    @Test
    void refusesWhatCannotBe() {
        CategoryProfile two = new CategoryProfile(Map.of("500", 2L), 0);
        assertThatThrownBy(() -> new TrafficProfile(1, two, QuantileSketch.of())).hasMessage("1 requests cannot have 2 errors and 0 latencies");
        assertThatThrownBy(() -> new LabelProfile(1, 2, two)).hasMessageContaining("2 correct of 1");
        assertThatThrownBy(() -> new SliceCounts(1, two, 0, 0)).hasMessageContaining("1 samples, 2 predictions");
        assertThatThrownBy(() -> new FrequentItems(Map.of("a", 1L), 5, 4)).hasMessageContaining("error of 4");
        assertThatThrownBy(() -> new ProfileBuilder("x", "x")).hasMessageContaining("must differ");
        assertThatThrownBy(() -> new ProfileBuilder("x").addEmbedding(new float[65])).hasMessage("an embedding has 1 to 64 numbers, but this one 65");
    }
}
