package io.jenkins.plugins.mlcd.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.mlcd.kubernetes.TrialVerdict.Phase;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatienceTest {

    private final Patience patience = Patience.of(Duration.ofMinutes(10));

    @ParameterizedTest(name = "{0} for {1}: {2}")
    @CsvSource({
        "PENDING, PT9M59S, ''",
        "PENDING, PT10M, it was pending for 10m: why",
        "IMAGE_ERROR, PT1M59S, ''",
        "IMAGE_ERROR, PT2M, it was without its image for 2m: why",
        "WAITING, PT100H, ''", // there is no room: it waits as long as the study
        "RUNNING, PT100H, ''"
    })
    void givesUpWhatNothingWillComeOf(Phase phase, Duration since, String words) {
        assertThat(patience.exhausted(new TrialVerdict(phase, false, "why"), since)).isEqualTo(Optional.of(words).filter(text -> !text.isEmpty()));
    }

    @Test
    void neverWaitsLongerForAnImageThanForThePod() {
        assertThat(Patience.of(Duration.ofSeconds(30)).image()).isEqualTo(Duration.ofSeconds(30));
        assertThatThrownBy(() -> Patience.of(Duration.ZERO)).hasMessageContaining("must be more than 0");
    }
}
