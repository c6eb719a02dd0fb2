package io.jenkins.plugins.mlcd.labels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.mlcd.labels.Settlement.Source;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelQueueTest {

    @TempDir
    Path job;

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private LabelQueue queue;

    @BeforeEach
    void open() {
        queue = new LabelQueue(job, "digits", () -> now);
    }

    private String next(String by) throws IOException {
        return queue.next(by).orElseThrow().sample().content();
    }

    private LabelState state(String id) throws IOException {
        return queue.find(id).orElseThrow().state(queue.view().settings().orElseThrow().agreement(), now);
    }

    private Optional<Settlement> settlement(String id, int agreement) throws IOException {
        return queue.find(id).orElseThrow().settlement(agreement);
    }

    @Test
    void givesEachPersonAnotherSampleAndKeepsItForTheirLease() throws IOException {
        Queues.filled(queue, 3, 1);
        String first = next("alice");
        String second = next("bob");
        assertThat(second).isNotEqualTo(first);
        assertThat(next("alice")).as("the page is loaded again").isEqualTo(first);
        assertThat(state(first)).isEqualTo(LabelState.CLAIMED);
        assertThatThrownBy(() -> queue.label("bob", first, "3", false)).isInstanceOf(LabelConflict.class).hasMessage("alice is looking at this sample");
        now = now.plus(Duration.ofMinutes(10));
        assertThat(state(first)).as("the lease is over").isEqualTo(LabelState.WAITING);
        queue.label("bob", first, "3", false);
        assertThat(settlement(first, 1)).hasValueSatisfying(settled -> assertThat(settled.source()).isEqualTo(Source.PERSON));
        assertThatThrownBy(() -> queue.label("alice", first, "4", false)).isInstanceOf(LabelConflict.class).hasMessage("the sample is settled already");
        queue.release("bob");
        assertThat(queue.samples(Optional.of(LabelState.CLAIMED))).isEmpty();
    }

    /** What alice, bob and carol say in turn ("-" for nothing), and what follows. */
    @ParameterizedTest
    @CsvSource({"1,3,-,-,SETTLED,3,PERSON", "2,3,-,-,LABELLED,,", "2,3,3,-,SETTLED,3,AGREEMENT", "2,3,5,-,DISAGREED,,", "2,3,5,5,SETTLED,5,THIRD_PERSON", "2,3,5,7,SETTLED,7,THIRD_PERSON"})
    void settlesByAgreement(int agreement, String alice, String bob, String carol, LabelState state, String label, Source source) throws IOException {
        Queues.filled(queue, 1, agreement);
        String id = next("alice");
        Map<String, String> said = new java.util.LinkedHashMap<>();
        said.put("alice", alice);
        said.put("bob", bob);
        said.put("carol", carol);
        for (Map.Entry<String, String> each : said.entrySet()) {
            if (!each.getValue().equals("-")) {
                queue.label(each.getKey(), id, each.getValue(), false);
            }
        }
        assertThat(state(id)).isEqualTo(state);
        assertThat(settlement(id, agreement).map(Settlement::label)).isEqualTo(Optional.ofNullable(label));
        assertThat(settlement(id, agreement).map(Settlement::source)).isEqualTo(Optional.ofNullable(source));
    }

    @Test
    void nobodyIsTwoPeople() throws IOException {
        Queues.filled(queue, 1, 2);
        String id = next("alice");
        queue.label("alice", id, "3", false);
        assertThat(queue.next("alice")).isEmpty();
        assertThatThrownBy(() -> queue.label("alice", id, "3", false)).isInstanceOf(LabelConflict.class).hasMessageContaining("Another person has to confirm it");
        queue.label("bob", id, "4", false);
        assertThat(queue.next("bob")).as("the third is neither of the two").isEmpty();
        assertThatThrownBy(() -> queue.label("bob", id, "3", false)).isInstanceOf(LabelConflict.class);
        assertThatThrownBy(() -> queue.next("mlcd:feedback")).isInstanceOf(IllegalArgumentException.class);
        assertThat(next("carol")).isEqualTo(id);
    }

    @Test
    void twoPeopleMayLookAtOnceWhereTwoAreNeededAndAThirdGetsAnother() throws IOException {
        Queues.filled(queue, 2, 2);
        String id = next("alice");
        assertThat(next("bob")).isEqualTo(id);
        assertThat(next("carol")).isNotEqualTo(id);
        queue.label("alice", id, "3", false);
        queue.label("bob", id, "3", false);
        assertThat(state(id)).isEqualTo(LabelState.SETTLED);
    }

    @Test
    void asksForTheSettlementOfADisagreementFirst() throws IOException {
        Queues.filled(queue, 3, 2);
        String id = queue.samples(Optional.empty()).get(2).sample().content();
        queue.label("alice", id, "3", false);
        assertThat(next("bob")).as("needs a second person").isEqualTo(id);
        queue.label("bob", id, "4", false);
        assertThat(next("carol")).isEqualTo(id);
        assertThat(queue.view().counts()).containsEntry(LabelState.DISAGREED, 1).containsEntry(LabelState.WAITING, 2);
    }

    @Test
    void takesBackWhatSomebodySaidLast() throws IOException {
        Queues.filled(queue, 3, 1);
        assertThat(queue.undo("alice")).isEmpty();
        String first = next("alice");
        queue.label("alice", first, "3", true);
        String second = next("alice");
        queue.skip("alice", second);
        String third = next("alice");
        assertThat(queue.undo("alice").orElseThrow().sample().content()).isEqualTo(second);
        assertThat(state(third)).as("given back").isEqualTo(LabelState.WAITING);
        assertThat(next("alice")).as("kept for them").isEqualTo(second);
        assertThat(queue.undo("alice").orElseThrow().sample().content()).isEqualTo(first);
        assertThat(settlement(first, 1)).isEmpty();
        queue.label("alice", first, "5", false);
        assertThat(settlement(first, 1).orElseThrow().label()).isEqualTo("5");
        assertThat(queue.find(first).orElseThrow().votes()).singleElement().satisfies(vote -> assertThat(vote.at()).isEqualTo(now));
    }

    @Test
    void aSampleThatNobodyKnowsIsSkippedByAllAndNotAskedAgain() throws IOException {
        Queues.filled(queue, 1, 2);
        String id = next("alice");
        queue.skip("alice", id);
        assertThat(queue.next("alice")).isEmpty();
        assertThat(state(id)).as("one of two").isEqualTo(LabelState.WAITING);
        queue.skip("bob", id);
        assertThat(state(id)).isEqualTo(LabelState.SKIPPED);
        assertThat(queue.next("carol")).isEmpty();
        queue.undo("bob");
        assertThat(queue.next("carol")).isPresent();
    }

    @Test
    void keepsWhatIsSetAsideWithItsReasonUntilSomebodyBringsItBack() throws IOException {
        Queues.filled(queue, 1, 1);
        String id = next("alice");
        queue.comment("alice", id, "a line\nof text");
        queue.setAside("alice", id, "cut off");
        assertThat(queue.next("bob")).isEmpty();
        assertThat(queue.find(id).orElseThrow().aside()).contains("cut off");
        assertThatThrownBy(() -> queue.label("bob", id, "1", false)).isInstanceOf(LabelConflict.class).hasMessage("the sample is set aside already");
        queue.bringBack("bob", id);
        queue.label("bob", id, "1", false);
        assertThat(queue.find(id).orElseThrow().comments()).containsExactly(new QueuedSample.Comment("alice", now, "a line of text"));
    }

    @Test
    void aTrueLabelThatComesBackSettlesWhatPeopleWereAskedFor() throws IOException {
        Queues.filled(queue, 2, 2);
        String id = next("alice");
        queue.label("alice", id, "3", false);
        Filling answer = new Filling(1, 0, 0, 0, 0, 0, new java.util.TreeMap<>(), null, ValueRanges.NONE, new java.util.ArrayList<>(), 1, new java.util.TreeMap<>(Map.of(id, "4")),
                new java.util.ArrayList<>(), new java.util.ArrayList<>());
        queue.skipFilling(answer, 2, 1);
        queue.skipFilling(answer, 3, 1);
        assertThat(settlement(id, 2).orElseThrow()).satisfies(settled -> {
            assertThat(settled.source()).isEqualTo(Source.FEEDBACK);
            assertThat(settled.label()).isEqualTo("4");
        });
        assertThat(queue.find(id).orElseThrow().votes()).as("once").hasSize(2);
        assertThat(queue.filling(2).orElseThrow().path("skipped").asBoolean()).isTrue();
    }

    @Test
    void tellsOnceThatThereAreEnoughNewLabels() throws IOException {
        QueueSettings base = Queues.settings(1);
        queue.fill(new QueueSettings("digits", "numbers", 1, base.lease(), base.guess(), 2, base.classes(), base.shape(), base.ranges()), Queues.filling(6, 1), 1, 1);
        Map<String, Integer> told = new HashMap<>();
        LabelQueue.News news = (settings, fresh, key) -> told.put(settings.dataset() + " " + key, fresh);
        queue.label("alice", next("alice"), "1", false);
        assertThat(queue.announce(news)).isFalse();
        queue.label("alice", next("alice"), "", false);
        assertThat(queue.announce(news)).isTrue();
        assertThat(queue.announce(news)).isFalse();
        assertThat(told).isEqualTo(Map.of("numbers labels digits 2", 2));
        queue.used(5, "sha256:x");
        queue.label("alice", next("alice"), "2", false);
        assertThat(queue.announce(news)).isFalse();
        assertThat(queue.view().fresh()).isEqualTo(1);
        assertThat(queue.settled()).extracting(sample -> sample.row().label()).as("none of the classes is no sample of the data").containsExactly("1", "2");
    }

    @Test
    void refusesWhatIsNoLabelOfItsSamples() throws IOException {
        Queues.filled(queue, 1, 1);
        String id = next("alice");
        assertThatThrownBy(() -> queue.label("alice", id, "10", false)).hasMessage("'10' is none of the classes 0, 1, 2, 3, 4, 5, 6, 7, 8, 9");
        assertThatThrownBy(() -> queue.label("alice", "x", "1", false)).hasMessage("the queue of digits has no sample 'x'");
        assertThatThrownBy(() -> queue.comment("alice", id, " ")).hasMessage("a comment must have 1 to 500 characters, but has 0");
        assertThatThrownBy(() -> new LabelQueue(job, "../x", () -> now)).hasMessageContaining("is not a name");
        assertThat(new LabelQueue(job, "none", () -> now).next("alice")).isEmpty();
        assertThat(List.of(queue.exists(), new LabelQueue(job, "other", () -> now).exists())).containsExactly(true, false);
    }
}
