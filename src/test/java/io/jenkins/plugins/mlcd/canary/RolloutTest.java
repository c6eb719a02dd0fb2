package io.jenkins.plugins.mlcd.canary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.mlcd.record.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RolloutTest {

    @TempDir
    Path directory;

    private final FakeTarget target = new FakeTarget();
    private final List<String> console = new ArrayList<>();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void shiftsTheTrafficByStepsAndPromotes() throws Exception {
        RolloutState end = runToEnd(2000);
        assertThat(end.phase()).isEqualTo(Phase.SUCCEEDED);
        assertThat(target.effects)
                .containsExactly("canary digits:42", "weight 5", "weight 25", "weight 50", "weight 100", "promote digits:42");
        assertThat(target.stable).contains("digits:42");
    }

    @Test
    void rollsBackWhenTheCanaryFailsMoreOften() throws Exception {
        target.canaryErrors = 30;
        RolloutState end = runToEnd(2000);
        assertThat(end.phase()).isEqualTo(Phase.FAILED);
        assertThat(target.effects).containsExactly("canary digits:42", "weight 5", "weight 0", "remove");
        assertThat(target.stable).contains("digits:41");
        assertThat(String.join("\n", console)).contains("look at 5 %: FAIL").contains("error_rate <= stable + 0.01");
    }

    @Test
    void holdsTheWeightWhenThereIsNoTrafficAndThenRollsBackAndSaysSo() throws Exception {
        RolloutState end = runToEnd(0);
        assertThat(end.phase()).isEqualTo(Phase.FAILED);
        assertThat(end.reason()).contains("3 looks in a row could not tell");
        assertThat(target.effects).containsExactly("canary digits:42", "weight 5", "weight 0", "remove");
    }

    @Test
    void theFirstModelGetsAllTrafficOnceItAnswers() throws Exception {
        target.stable = Optional.empty();
        RolloutState end = runToEnd(0);
        assertThat(end.phase()).isEqualTo(Phase.SUCCEEDED);
        assertThat(end.weight()).isEqualTo(100);
        assertThat(target.effects).containsExactly("stable digits:42");
        assertThat(String.join("\n", console)).contains("nothing to compare with");
    }

    @Test
    void aModelThatIsServedAlreadyIsLeftAlone() throws Exception {
        target.stable = Optional.of("digits:42");
        assertThat(runToEnd(0).phase()).isEqualTo(Phase.SUCCEEDED);
        assertThat(target.effects).isEmpty();
    }

    @Test
    void figuresThatCannotBeReadHoldTheWeight() throws Exception {
        Rollout rollout = open();
        rollout.advance();
        target.figuresUnreadable = true;
        target.traffic(2000);
        now = now.plusSeconds(60);
        rollout.advance();
        assertThat(rollout.state().weight()).isEqualTo(5);
        assertThat(rollout.state().inconclusives()).isEqualTo(1);
        target.figuresUnreadable = false;
        now = now.plusSeconds(60);
        rollout.advance();
        assertThat(rollout.state().weight()).as("the gap is bridged").isEqualTo(25);
    }

    @Test
    void serversThatStartedAnewHoldTheWeight() throws Exception {
        Rollout rollout = open();
        target.traffic(2000);
        rollout.advance();
        target.restartServers();
        target.traffic(1000);
        now = now.plusSeconds(60);
        rollout.advance();
        assertThat(rollout.state().weight()).isEqualTo(5);
        assertThat(String.join("\n", console)).contains("started anew");
    }

    @Test
    void anUnreachableTargetIsTriedAgainAndThenGivenUp() throws Exception {
        Rollout rollout = open();
        target.unreachable = true;
        for (int i = 0; i < 4; i++) {
            assertThat(rollout.advance()).isPresent();
        }
        target.unreachable = false;
        rollout.advance();
        assertThat(rollout.state().phase()).as("it came back").isEqualTo(Phase.PROGRESSING);
        target.unreachable = true;
        rollout.abort("stopped");
        Optional<Instant> next = rollout.advance();
        while (next.isPresent()) {
            next = rollout.advance();
        }
        assertThat(rollout.state().phase()).isEqualTo(Phase.FAILED);
        assertThat(rollout.state().reason()).contains("stopped").contains("could not be taken back");
    }

    @Test
    void aPromotionWhoseAnswerIsLostCounts() throws Exception {
        target.promotionAnswerIsLost = true;
        assertThat(runToEnd(2000).phase()).isEqualTo(Phase.SUCCEEDED);
    }

    @Test
    void aStopTakesTheTrafficBack() throws Exception {
        Rollout rollout = open();
        rollout.advance();
        rollout.abort("aborted by a person");
        assertThat(rollout.advance()).isEmpty();
        assertThat(rollout.state().phase()).isEqualTo(Phase.FAILED);
        assertThat(target.canary).isEmpty();
        assertThat(target.weight).isZero();
    }

    @Test
    void anEndedRolloutStaysEnded() throws Exception {
        runToEnd(2000);
        target.effects.clear();
        Rollout again = open();
        again.abort("too late");
        assertThat(again.advance()).isEmpty();
        assertThat(again.state().phase()).isEqualTo(Phase.SUCCEEDED);
        assertThat(target.effects).isEmpty();
    }

    @Test
    void maxDurationEndsARolloutThatHangs() throws Exception {
        Rollout rollout = open(new RolloutDefinition(List.of(5, 100), 60, 0.05, List.of(), 50, 1, 100, Optional.of(150.0)));
        Optional<Instant> next = rollout.advance();
        while (next.isPresent()) {
            now = next.get();
            next = rollout.advance();
        }
        assertThat(rollout.state().reason()).contains("maxDuration");
        assertThat(now).isBefore(Instant.parse("2026-01-01T00:04:00Z"));
    }

    /** After each event of a good and of a bad rollout the process dies, before or after it acted on it. */
    @ParameterizedTest
    @ValueSource(ints = {0, 30})
    void goesOnFromItsLogWhereverItWasCut(int canaryErrors) throws Exception {
        target.canaryErrors = canaryErrors;
        RolloutState whole = runToEnd(2000);
        List<String> lines = Files.readAllLines(log());
        List<String> effects = List.copyOf(target.effects);
        for (int cut = 2; cut <= lines.size(); cut++) {
            for (boolean torn : new boolean[] {false, true}) {
                FakeTarget half = targetAfter(lines.subList(0, cut), canaryErrors);
                Files.writeString(log(), String.join("\n", lines.subList(0, cut)) + "\n" + (torn ? "{\"event\": \"ph" : ""));
                RolloutState end = runToEnd(half, 2000);
                assertThat(end.phase()).as("cut after line %d", cut).isEqualTo(whole.phase());
                assertThat(half.stable).isEqualTo(target.stable);
                assertThat(half.canary).isEmpty();
                assertThat(half.weight).isZero();
                assertThat(effects).as("cut after line %d: %s", cut, half.effects).containsAll(half.effects);
            }
        }
    }

    /** The target as it was when the last event was on disk, but not yet acted on. */
    private FakeTarget targetAfter(List<String> lines, int canaryErrors) throws IOException {
        FakeTarget half = new FakeTarget();
        half.canaryErrors = canaryErrors;
        boolean deployed = lines.stream().anyMatch(line -> line.contains("progressing"));
        if (deployed) {
            half.deployCanary("digits:42");
        }
        for (int i = 1; i < lines.size(); i++) {
            if (lines.get(i).contains("\"event\":\"weight\"") && i < lines.size() - 1) {
                half.route(TrafficSplit.weight(Json.parseObject(lines.get(i)).path("weight").asInt()));
            }
            if (lines.get(i).contains("\"event\":\"analysis\"")) {
                half.traffic(2000);
            }
        }
        boolean ended = lines.stream().anyMatch(line -> line.contains("\"succeeded\""));
        if (ended) {
            half.promote("digits:42");
        }
        if (lines.stream().anyMatch(line -> line.contains("\"failed\""))) {
            half.removeCanary();
        }
        half.effects.clear();
        return half;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock = """
            stepWeights must not be empty       |         | 60 | 0.05 | 50 | 1 | 3
            stepWeights must rise               | 50,25   | 60 | 0.05 | 50 | 1 | 3
            be 1 to 100 percent                 | 0,50    | 60 | 0.05 | 50 | 1 | 3
            be 1 to 100 percent                 | 50,101  | 60 | 0.05 | 50 | 1 | 3
            interval must be longer             | 50      | 0  | 0.05 | 50 | 1 | 3
            alpha must be above 0               | 50      | 60 | 0    | 50 | 1 | 3
            minRequests must be at least 1      | 50      | 60 | 0.05 | 0  | 1 | 3
            threshold must be at least 1        | 50      | 60 | 0.05 | 50 | 0 | 3
            inconclusiveLimit must be at least 1 | 50     | 60 | 0.05 | 50 | 1 | 0
            """)
    void refusesADefinitionThatMakesNoSense(
            String message, String weights, double interval, double alpha, long minRequests, int threshold, int limit) {
        List<Integer> parsed =
                weights == null ? List.of() : Arrays.stream(weights.split(",")).map(Integer::valueOf).toList();
        assertThatThrownBy(() -> new RolloutDefinition(
                        parsed, interval, alpha, List.of(), minRequests, threshold, limit, Optional.empty()))
                .hasMessageContaining(message);
    }

    @Test
    void evenStepsEndAtAHundred() {
        assertThat(RolloutDefinition.evenSteps(20, 60)).containsExactly(20, 40, 60, 100);
        assertThat(RolloutDefinition.evenSteps(50, 100)).containsExactly(50, 100);
    }

    private RolloutState runToEnd(int requests) throws Exception {
        return runToEnd(target, requests);
    }

    private RolloutState runToEnd(FakeTarget where, int requests) throws Exception {
        Rollout rollout = open(where, definition());
        Optional<Instant> next = rollout.advance();
        for (int i = 0; i < 100 && next.isPresent(); i++) {
            where.traffic(requests);
            now = next.get().isAfter(now) ? next.get() : now.plus(Duration.ofSeconds(1));
            next = rollout.advance();
        }
        assertThat(next).as("it must end").isEmpty();
        return rollout.state();
    }

    private Rollout open() throws Exception {
        return open(definition());
    }

    private Rollout open(RolloutDefinition definition) throws Exception {
        return open(target, definition);
    }

    private Rollout open(FakeTarget where, RolloutDefinition definition) throws Exception {
        return Rollout.open(log(), "digits:42", "production", definition, where, where, where, () -> now, console::add);
    }

    private Path log() {
        return directory.resolve("rollout.jsonl");
    }

    private static RolloutDefinition definition() {
        return new RolloutDefinition(List.of(5, 25, 50, 100), 60, 0.05, List.of(), 50, 1, 3, Optional.empty());
    }
}
