package io.jenkins.plugins.mlcd.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.mlcd.loop.InboxEvent.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InboxStoresTest {

    private static final int JOBS = 4;
    private static final long SEGMENT_BYTES = 4_000;

    @TempDir
    Path home;

    /** As many keys as fit, so that each inbox but the one that is used rests. */
    private final InboxStores stores = new InboxStores(1);

    private Inbox inbox(int job) {
        return Inbox.of(job(job), () -> Instant.parse("2026-01-01T12:00:00Z"), SEGMENT_BYTES, stores);
    }

    private Path job(int job) {
        return home.resolve("job-" + job);
    }

    private InboxEvent receive(int job, String key) throws IOException {
        return inbox(job).receive("alert", key, "it fires", Map.of("n", 1), TriggerPolicy.OPEN);
    }

    @Test
    void anInboxThatRestedKnowsItsCausesAndWhatWaits() throws IOException {
        for (int round = 0; round < 30; round++) {
            for (int job = 0; job < JOBS; job++) {
                assertThat(receive(job, "key " + round).outcome()).isEqualTo(round == 0 ? Outcome.PENDING : Outcome.MERGED);
            }
        }
        assertThat(job(0).resolve("mlcd/inbox-resting.json")).exists();
        assertThat(job(0).resolve("mlcd/inbox-former.jsonl")).as("it was put aside, too").exists();
        for (int job = 0; job < JOBS; job++) {
            assertThat(receive(job, "key 29").outcome()).as("known").isEqualTo(Outcome.MERGED);
            assertThat(inbox(job).waiting()).singleElement().satisfies(waiting -> assertThat(waiting.members()).isEqualTo(30));
        }
    }

    @Test
    void whatAnotherAppendedMeanwhileCounts() throws IOException {
        receive(0, "a");
        receive(1, "b");
        Inbox.of(job(0)).receive("alert", "c", "it fires", Map.of(), TriggerPolicy.OPEN);
        assertThat(inbox(0).waiting()).singleElement().satisfies(waiting -> assertThat(waiting.members()).isEqualTo(2));
    }

    @Test
    void aDamagedRestIsReadAgainFromTheLog() throws IOException {
        receive(0, "a");
        receive(1, "b");
        Files.writeString(job(0).resolve("mlcd/inbox-resting.json"), "{\"event\":");
        assertThat(receive(0, "a").outcome()).isEqualTo(Outcome.PENDING);
        assertThat(inbox(0).waiting()).singleElement().satisfies(waiting -> assertThat(waiting.members()).isOne());
    }

    @Test
    void anInboxThatWasDeletedWhileItRestedBeginsAnew() throws IOException {
        receive(0, "a");
        receive(1, "b");
        Files.delete(job(0).resolve("mlcd/inbox.jsonl"));
        assertThat(inbox(0).waiting()).isEmpty();
    }
}
