package io.jenkins.plugins.mlcd.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.mlcd.loop.InboxEvent.Outcome;
import io.jenkins.plugins.mlcd.record.EventLog;
import io.jenkins.plugins.mlcd.record.JobLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InboxTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    /** Hundreds of torn lines are read here on purpose; each would be a warning. */
    private static final Logger LOG = Logger.getLogger(EventLog.class.getName());

    @BeforeAll
    static void keepQuiet() {
        LOG.setLevel(Level.OFF);
    }

    @AfterAll
    static void speakAgain() {
        LOG.setLevel(null);
    }

    @TempDir
    Path job;

    private Instant now = NOON;

    private Inbox inbox() {
        return Inbox.of(job, () -> now);
    }

    private InboxEvent receive(String key, TriggerPolicy policy) throws IOException {
        return inbox().receive("monitor", key, "drift in slant", Map.of("rule", "drift", "window", 7), policy);
    }

    @Test
    void aCauseReceivedAgainIsTheSameCause() throws IOException {
        InboxEvent first = receive("a", TriggerPolicy.OPEN);
        assertThat(first.outcome()).isEqualTo(Outcome.PENDING);
        assertThat(receive("a", TriggerPolicy.OPEN)).isEqualTo(first);
        assertThat(inbox().events()).containsExactly(first);
        assertThat(first.evidence()).containsEntry("rule", "drift").containsEntry("window", 7);
    }

    @Test
    void tellsWhatBecameOfACause() throws IOException {
        String a = receive("a", TriggerPolicy.OPEN).id();
        String b = receive("b", TriggerPolicy.OPEN).id();
        inbox().merged(b, a);
        inbox().started(List.of(a), 43);
        assertThat(inbox().events()).extracting(InboxEvent::outcome).containsExactly(Outcome.STARTED, Outcome.MERGED);
        assertThat(inbox().events().get(0).build()).contains(43);
        assertThat(receive("a", TriggerPolicy.OPEN).outcome()).isEqualTo(Outcome.STARTED);
    }

    @ParameterizedTest
    @CsvSource({
        "true,  0,   0, 1,    ",
        "false, 0,   0, 1,    disabled",
        "true,  2h,  0, 60,   cooldown of 7200 s",
        "true,  2h,  0, 120,  ",
        "true,  0,   2, 60,   ",
        "true,  0,   1, 60,   maxPerDay: 1 of 1",
        "true,  0,   1, 1441, ",
    })
    void thePolicyBoundsWhatANoisyMonitorCosts(
            boolean enabled, String cooldown, int maxPerDay, int minutesLater, String refusal) throws IOException {
        receive("a", TriggerPolicy.OPEN);
        now = NOON.plus(Duration.ofMinutes(minutesLater));
        Duration pause = cooldown.equals("0") ? Duration.ZERO : Duration.parse("PT" + cooldown);
        InboxEvent event = receive("b", new TriggerPolicy(enabled ? Optional.empty() : Optional.of("the trigger is disabled"), pause, maxPerDay));

        assertThat(event.outcome()).isEqualTo(refusal == null ? Outcome.PENDING : Outcome.SUPPRESSED);
        if (refusal != null) {
            assertThat(event.detail()).contains(refusal);
        }
        assertThat(inbox().events()).hasSize(2);
    }

    @Test
    void aSuppressedCauseDoesNotProlongTheCooldown() throws IOException {
        TriggerPolicy hourly = new TriggerPolicy(Optional.empty(), Duration.ofHours(1), 0);
        receive("a", hourly);
        now = NOON.plus(Duration.ofMinutes(50));
        assertThat(receive("b", hourly).outcome()).isEqualTo(Outcome.SUPPRESSED);
        now = NOON.plus(Duration.ofMinutes(61));
        assertThat(receive("c", hourly).outcome()).isEqualTo(Outcome.PENDING);
    }

    @Test
    void aCutAtAnyByteIsMadeGoodByARepeat() throws IOException {
        TriggerPolicy hourly = new TriggerPolicy(Optional.empty(), Duration.ofHours(1), 0);
        receive("a", hourly);
        receive("b", hourly);
        byte[] whole = Files.readAllBytes(new JobLayout(job).inbox());
        List<InboxEvent> expected = inbox().events();

        for (int length = 0; length <= whole.length; length++) {
            Files.write(new JobLayout(job).inbox(), Arrays.copyOf(whole, length));
            receive("a", hourly);
            receive("b", hourly);
            assertThat(inbox().events()).as("cut at %d", length).isEqualTo(expected);
        }
    }
}
