package io.jenkins.plugins.mlcd.loop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.loop.InboxEvent.Outcome;
import io.jenkins.plugins.mlcd.record.Durations;
import io.jenkins.plugins.mlcd.record.EventLog;
import io.jenkins.plugins.mlcd.record.JobLayout;
import io.jenkins.plugins.mlcd.record.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
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
        assertThat(receive("a", TriggerPolicy.OPEN).id()).isEqualTo(first.id());
        assertThat(inbox().events()).singleElement().satisfies(event -> assertThat(event.repeats()).isEqualTo(1));
        assertThat(first.evidence()).containsEntry("rule", "drift").containsEntry("window", 7);
    }

    @Test
    void tellsWhatBecameOfACause() throws IOException {
        String a = receive("a", TriggerPolicy.OPEN).id();
        InboxEvent b = receive("b", TriggerPolicy.OPEN);
        assertThat(b.outcome()).isEqualTo(Outcome.MERGED);
        assertThat(b.detail()).isEqualTo(a);
        inbox().scheduled(a);
        inbox().started(List.of(a), 43);

        assertThat(inbox().events()).extracting(InboxEvent::outcome).containsExactly(Outcome.STARTED, Outcome.MERGED);
        assertThat(inbox().served(43)).as("the build serves both").extracting(InboxEvent::key).containsExactly("a", "b");
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
        inbox().started(List.of(receive("a", TriggerPolicy.OPEN).id()), 1);
        now = NOON.plus(Duration.ofMinutes(minutesLater));
        Duration pause = cooldown.equals("0") ? Duration.ZERO : Duration.parse("PT" + cooldown);
        InboxEvent event = receive("b", TriggerPolicy.of(enabled ? Optional.empty() : Optional.of("the trigger is disabled"), pause, maxPerDay));

        assertThat(event.outcome()).isEqualTo(refusal == null ? Outcome.PENDING : Outcome.SUPPRESSED);
        if (refusal != null) {
            assertThat(event.detail()).contains(refusal);
        }
        assertThat(inbox().events()).hasSize(2);
    }

    @Test
    void aSuppressedCauseDoesNotProlongTheCooldown() throws IOException {
        TriggerPolicy hourly = TriggerPolicy.of(Optional.empty(), Duration.ofHours(1), 0);
        inbox().started(List.of(receive("a", hourly).id()), 1);
        now = NOON.plus(Duration.ofMinutes(50));
        assertThat(receive("b", hourly).outcome()).isEqualTo(Outcome.SUPPRESSED);
        now = NOON.plus(Duration.ofMinutes(61));
        assertThat(receive("c", hourly).outcome()).isEqualTo(Outcome.PENDING);
    }

    private static Occurrence alert(String fingerprint, boolean fires) {
        return new Occurrence(Occurrence.Kind.ALERT, fires, "Drift", List.of(), "alert " + fingerprint + " t0", "alert Drift fires", Map.of("alertname", "Drift"),
                OptionalLong.empty(), OptionalLong.empty(), OptionalDouble.empty(), Json.object(), "am");
    }

    private static Occurrence data(String version, long newSamples) {
        return Occurrence.dataset("digits", List.of(), version, "s3").withSamples(OptionalLong.of(newSamples), OptionalLong.empty());
    }

    private List<Inbox.Judged> receive(TriggerPolicy policy, Occurrence... occurrences) throws IOException {
        return inbox().receiveAll(Arrays.stream(occurrences).map(occurrence -> new Intake.Arrival(now, occurrence)).toList(), policy);
    }

    /** What the plugin does after every start: deliver again what may not have been, judge what was not, ask for builds once. */
    private void recover(List<Occurrence> all, TriggerPolicy policy, Map<String, Integer> builds) throws IOException {
        inbox().reconcile(key -> Optional.ofNullable(builds.get(key)), build -> Optional.empty());
        receive(policy, all.toArray(Occurrence[]::new));
        inbox().judgeAgain(policy);
        for (Inbox.Waiting waiting : inbox().waiting()) {
            builds.put(waiting.leader().key(), builds.size() + 1);
            inbox().started(List.of(waiting.leader().id()), builds.size());
        }
    }

    @Test
    void aCutAnywhereIsMadeGoodByARepeat() throws IOException {
        TriggerPolicy policy = TriggerPolicy.of(Optional.empty(), Duration.ofHours(1), 0);
        List<Occurrence> all = List.of(alert("a", true), alert("b", true), alert("c", true));
        recover(all, policy, new HashMap<>());
        byte[] whole = Files.readAllBytes(new JobLayout(job).inbox());
        List<InboxEvent> expected = inbox().events();
        assertThat(expected).extracting(InboxEvent::outcome).containsExactly(Outcome.STARTED, Outcome.MERGED, Outcome.MERGED);

        for (int length = 0; length <= whole.length; length++) {
            boolean near = length + 1 >= whole.length || whole[length] == '\n' || whole[Math.max(0, length - 1)] == '\n';
            if (!near && length % 16 != 0) {
                continue; // within a line, one place is like another
            }
            Files.write(new JobLayout(job).inbox(), Arrays.copyOf(whole, length));
            Map<String, Integer> builds = new HashMap<>();
            recover(all, policy, builds);
            assertThat(inbox().events()).as("cut at %d", length).usingRecursiveFieldByFieldElementComparatorIgnoringFields("repeats").isEqualTo(expected);
            assertThat(builds.size()).as("builds after a cut at %d", length).isLessThanOrEqualTo(1);
        }
    }

    @Test
    void aBuildThatBeganBeforeTheCrashIsNotAskedForAgain() throws IOException {
        receive(TriggerPolicy.OPEN, alert("a", true));
        inbox().reconcile(key -> key.equals("alert a t0") ? Optional.of(7) : Optional.empty(), build -> Optional.empty());
        assertThat(inbox().waiting()).isEmpty();
        assertThat(inbox().events()).singleElement().satisfies(event -> assertThat(event.build()).contains(7));

        inbox().reconcile(key -> Optional.empty(), build -> Optional.of("ABORTED"));
        assertThat(inbox().running()).as("a build that is gone runs no more").isEmpty();
    }

    @Test
    void tenThousandAlertsOfAModelMakeOneBuild() throws IOException {
        List<Occurrence> storm = IntStream.range(0, 10_000).mapToObj(i -> alert("f" + i, true)).toList();
        long start = System.nanoTime();
        for (int i = 0; i < storm.size(); i += 500) {
            receive(TriggerPolicy.OPEN.withQuietPeriod(Duration.ofSeconds(30)), storm.subList(i, i + 500).toArray(Occurrence[]::new));
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).as("every event costs the same, however many came before").isLessThan(Duration.ofSeconds(10));
        assertThat(inbox().waiting()).singleElement().satisfies(waiting -> {
            assertThat(waiting.members()).isEqualTo(10_000);
            assertThat(waiting.due()).isEqualTo(NOON.plusSeconds(30));
        });
        inbox().started(List.of("1"), 5);
        assertThat(receive(TriggerPolicy.OPEN, alert("late", true))).singleElement()
                .satisfies(judged -> assertThat(judged.event().outcome()).as("the running build is about the same").isEqualTo(Outcome.MERGED));
        assertThat(inbox().served(5)).hasSize(10_001);
        assertThat(receive(TriggerPolicy.OPEN, storm.toArray(Occurrence[]::new))).as("sent again, nothing is new").isEmpty();
        assertThat(inbox().events()).hasSize(10_001).first().satisfies(event -> assertThat(event.repeats()).isEqualTo(1));
    }

    @Test
    void anAlertThatIsOverBeforeItsBuildStartsNone() throws IOException {
        receive(TriggerPolicy.OPEN.withQuietPeriod(Duration.ofMinutes(1)), alert("a", true), alert("b", true), alert("a", false));
        assertThat(inbox().waiting()).as("b still fires").hasSize(1);
        assertThat(receive(TriggerPolicy.OPEN, alert("b", false))).singleElement().satisfies(judged -> assertThat(judged.event().detail()).isEqualTo("no longer firing"));
        assertThat(inbox().waiting()).isEmpty();
        assertThat(receive(TriggerPolicy.of(Optional.empty(), Duration.ofHours(1), 1), alert("c", true))).as("no build came of it, so it counts for no limit")
                .singleElement().satisfies(judged -> assertThat(judged.event().outcome()).isEqualTo(Outcome.PENDING));
    }

    @Test
    void newSamplesAddUpUntilTheyAreEnough() throws IOException {
        TriggerPolicy thousand = TriggerPolicy.OPEN.withMinNewSamples(1_000);
        assertThat(receive(thousand, data("v1", 400), data("v2", 400))).extracting(judged -> judged.event().detail())
                .containsExactly("below threshold: 400 of 1000 new samples", "below threshold: 800 of 1000 new samples");
        assertThat(receive(thousand, data("v3", 200))).singleElement().satisfies(judged -> assertThat(judged.event().outcome()).isEqualTo(Outcome.PENDING));
        inbox().started(List.of("3"), 9);
        assertThat(inbox().served(9)).as("the build is about all three").extracting(InboxEvent::id).containsExactly("1", "2", "3");
        inbox().ended(9, "SUCCESS", "");
        assertThat(receive(thousand, data("v4", 999))).extracting(judged -> judged.event().outcome()).containsExactly(Outcome.SUPPRESSED);
        assertThat(receive(thousand, Occurrence.dataset("digits", List.of(), "v5", "s3"))).singleElement()
                .satisfies(judged -> assertThat(judged.event().detail()).contains("does not say how many samples are new"));
    }

    @ParameterizedTest
    @CsvSource({"1, 1m", "2, 2m", "3, 4m", "8, 2h8m", "12, 1d", "100, 1d"})
    void aRetrainingThatFailsWaitsTwiceAsLongEachTime(int failures, String wait) throws IOException {
        for (int i = 1; i <= failures; i++) {
            String id = receive("cause " + i, TriggerPolicy.OPEN).id();
            inbox().started(List.of(id), i);
            assertThat(inbox().ended(i, "FAILURE", "")).hasValueSatisfying(ended -> assertThat(ended.failures()).isPositive());
        }
        receive("next", TriggerPolicy.OPEN);
        assertThat(inbox().waiting()).singleElement()
                .satisfies(waiting -> assertThat(waiting.due()).isEqualTo(NOON.plus(Durations.parse("wait", wait))));
        inbox().started(List.of(Integer.toString(failures + 1)), failures + 1);
        inbox().ended(failures + 1, "SUCCESS", "");
        receive("after a success", TriggerPolicy.OPEN);
        assertThat(inbox().waiting()).singleElement().satisfies(waiting -> assertThat(waiting.due()).isEqualTo(NOON));
    }

    @Test
    void buildsThatChangeTheirOwnDataSetStopWithAnExplanation() throws IOException {
        List<String> reasons = new ArrayList<>();
        receive(TriggerPolicy.OPEN, data("v0", 1));
        int build = 0;
        while (!inbox().waiting().isEmpty() && build < 100) {
            inbox().started(List.of(inbox().waiting().get(0).leader().id()), ++build);
            receive(TriggerPolicy.OPEN, data("v" + build, 1)).forEach(judged -> {
                if (judged.loop()) {
                    reasons.add(judged.event().detail());
                }
            });
            inbox().ended(build, "SUCCESS", "");
        }
        assertThat(build).isEqualTo(TriggerPolicy.LOOP);
        assertThat(reasons).singleElement().asString().contains("trigger loop", "digits", "by hand");
        assertThat(receive(TriggerPolicy.OPEN, data("from outside", 1))).as("nothing of it runs, so somebody else did it")
                .singleElement().satisfies(judged -> assertThat(judged.event().outcome()).isEqualTo(Outcome.PENDING));
    }

    @Test
    void aBuildThatSaysItMadeTheDataStartsNoOther() throws IOException {
        TriggerPolicy policy = new TriggerPolicy(Optional.empty(), Duration.ZERO, 0, Optional.empty(), 0, OptionalDouble.empty(), "team/digits");
        Occurrence own = Occurrence.dataset("digits", List.of(), "v1", "json");
        ObjectNode detail = Json.object();
        detail.putObject("producer").put("job", "team/digits").put("build", 12);
        assertThat(receive(policy, own.withDetail(detail))).singleElement()
                .satisfies(judged -> assertThat(judged.event().detail()).contains("trigger loop", "build 12 of this job itself"));
    }

    @Test
    void goesOnInANewFileWhenTheOldOneIsLarge() throws IOException {
        Inbox small = Inbox.of(job, () -> now, 2_000);
        TriggerPolicy quiet = TriggerPolicy.OPEN.withQuietPeriod(Duration.ofMinutes(1));
        for (int i = 0; i < 200; i++) {
            small.receiveAll(List.of(new Intake.Arrival(now, alert("f" + i, true))), quiet);
        }
        assertThat(Files.size(new JobLayout(job).inbox())).isLessThan(20_000);
        assertThat(small.waiting()).singleElement().satisfies(waiting -> assertThat(waiting.members()).isEqualTo(200));
        assertThat(small.receiveAll(List.of(new Intake.Arrival(now, alert("f3", true))), quiet)).as("known, though its line is gone").isEmpty();
        small.started(List.of("1"), 4);
        assertThat(small.events()).extracting(InboxEvent::id).contains("1", "200");
    }
}
