package io.jenkins.plugins.mlcd.canary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
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
                .containsExactly("canary digits:42", "weight 5", "weight 25", "weight 50", "weight 100", "promote digits:42", "weight 0", "remove");
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
        assertThat(rollout.state().errors()).isEqualTo(1);
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
    void aSmokeTestThatFailsKeepsTheTrafficAwayAndOneAfterThePromotionBringsTheFormerVersionBack() throws Exception {
        target.canaryIsSick = true;
        RolloutState end = runToEnd(target, definition(List.of(5, 100)).smoke(true).build(), 2000);
        assertThat(end.phase()).isEqualTo(Phase.FAILED);
        assertThat(target.effects).containsExactly("canary digits:42", "smoke canary", "remove");
        Files.delete(log());
        target.canaryIsSick = false;
        target.productionIsSick = true;
        target.effects.clear();
        end = runToEnd(target, definition(List.of(5, 100)).smoke(true).build(), 2000);
        assertThat(end.phase()).isEqualTo(Phase.FAILED);
        assertThat(end.reason()).contains("smoke test of the production");
        assertThat(target.effects).endsWith("promote digits:42", "weight 0", "remove", "smoke production", "restore digits:41", "weight 0", "remove");
        assertThat(target.stable).contains("digits:41");
    }

    @Test
    void copiesComeBeforeTraffic() throws Exception {
        RolloutState end = runToEnd(target, definition(List.of(50)).mirror(100).build(), 2000);
        assertThat(end.phase()).isEqualTo(Phase.SUCCEEDED);
        assertThat(target.effects).startsWith("canary digits:42", "weight 0 mirror 100", "weight 50", "promote digits:42");
        Files.delete(log());
        FakeTarget bad = new FakeTarget();
        bad.canaryErrors = 30;
        assertThat(runToEnd(bad, definition(List.of(50)).mirror(100).build(), 2000).phase()).isEqualTo(Phase.FAILED);
        assertThat(bad.effects).as("no user got its answers").containsExactly("canary digits:42", "weight 0 mirror 100", "weight 0", "remove");
    }

    @Test
    void aQuietServiceIsMirroredHeldOrGivenUpAsDeclared() throws Exception {
        RolloutState end = runToEnd(target, definition(List.of(5)).quiet(Quiet.MIRROR).build(), 20);
        assertThat(target.effects).as("copies of all requests, of which enough come").contains("weight 5 mirror 100");
        assertThat(end.phase()).isEqualTo(Phase.SUCCEEDED);
        Files.delete(log());
        FakeTarget silent = new FakeTarget();
        end = runToEnd(silent, definition(List.of(5)).quiet(Quiet.HOLD).maxDurationSeconds(Optional.of(1800.0)).build(), 0);
        assertThat(end.reason()).contains("maxDuration");
        Files.delete(log());
        end = runToEnd(new FakeTarget(), definition(List.of(5)).quiet(Quiet.MIRROR).build(), 0);
        assertThat(end.phase()).as("copies of nothing").isEqualTo(Phase.FAILED);
    }

    @Test
    void aPersonPausesResumesAndTakesTheTrafficBackAndIsRecorded() throws Exception {
        Rollout rollout = open();
        rollout.advance();
        say(PersonCommand.Action.PAUSE, "looks odd");
        later(rollout, 5);
        assertThat(rollout.state().phase()).isEqualTo(Phase.PAUSED);
        assertThat(rollout.state().weight()).as("looked at, but not moved").isEqualTo(5);
        assertThat(rollout.state().history().looks()).isGreaterThan(3);
        say(PersonCommand.Action.APPROVE, "");
        rollout.advance();
        assertThat(String.join("\n", console)).contains("approve does not fit: the rollout is paused");
        say(PersonCommand.Action.RESUME, "it is fine");
        later(rollout, 1);
        assertThat(rollout.state().weight()).isGreaterThan(5);
        say(PersonCommand.Action.ROLLBACK, "no, it is not");
        later(rollout, 1);
        assertThat(rollout.state().phase()).isEqualTo(Phase.FAILED);
        assertThat(rollout.state().reason()).isEqualTo("rolled back by ann: no, it is not");
        assertThat(Files.readString(log())).contains("\"action\":\"pause\",\"by\":\"ann\",\"reason\":\"looks odd\"");
    }

    @Test
    void aPausedCanaryThatFailsComesBackByItself() throws Exception {
        Rollout rollout = open();
        rollout.advance();
        say(PersonCommand.Action.PAUSE, "");
        later(rollout, 1);
        target.canaryErrors = 30;
        later(rollout, 2);
        assertThat(rollout.state().phase()).isEqualTo(Phase.FAILED);
    }

    @Test
    void waitsForApprovalsBeforeAWeightAndThePromotion() throws Exception {
        Rollout rollout = open(definition(List.of(5, 50)).approvals(List.of("50", "promotion")).build());
        later(rollout, 5);
        assertThat(rollout.state().awaited()).contains("50");
        assertThat(target.weight).isEqualTo(5);
        say(PersonCommand.Action.APPROVE, "");
        later(rollout, 5);
        assertThat(target.weight).isEqualTo(50);
        assertThat(rollout.state().awaited()).contains("promotion");
        say(PersonCommand.Action.APPROVE, "");
        later(rollout, 1);
        assertThat(rollout.state().phase()).isEqualTo(Phase.SUCCEEDED);
    }

    @Test
    void pausesDoNotCountForMaxDuration() throws Exception {
        Rollout rollout = open(definition(List.of(5, 50)).maxDurationSeconds(Optional.of(600.0)).approvals(List.of("50")).build());
        later(rollout, 30);
        assertThat(rollout.state().awaited()).contains("50");
        say(PersonCommand.Action.APPROVE, "");
        later(rollout, 3);
        assertThat(rollout.state().phase()).isEqualTo(Phase.SUCCEEDED);
    }

    @Test
    void aForeignWriteIsRestoredOrEndsTheRolloutByPolicy() throws Exception {
        Rollout rollout = open();
        rollout.advance();
        target.foreign = "kubectl-edit";
        later(rollout, 1);
        assertThat(target.effects).startsWith("canary digits:42", "weight 5", "weight 5");
        assertThat(String.join("\n", console)).contains("kubectl-edit has set the weight to 90");
        Files.delete(log());
        FakeTarget other = new FakeTarget();
        Rollout strict = open(other, definition(List.of(5, 100)).foreignWrites(ForeignWriteException.Policy.ABORT).build());
        strict.advance();
        other.foreign = "argocd";
        now = now.plusSeconds(60);
        assertThat(strict.advance()).isEmpty();
        assertThat(strict.state().reason()).contains("argocd has set the weight");
        assertThat(other.weight).isZero();
    }

    @Test
    void aVersionThatWillNotBecomeReadyIsNotTriedAgain() throws Exception {
        target.neverReady = true;
        Rollout rollout = open();
        assertThat(rollout.advance()).isEmpty();
        assertThat(rollout.state().reason()).contains("ImagePullBackOff");
    }

    @Test
    void errorsInARowEndTheRollout() throws Exception {
        Rollout rollout = open(definition(List.of(5, 100)).limits(1, 3, 2).build());
        rollout.advance();
        target.figuresUnreadable = true;
        later(rollout, 2);
        assertThat(rollout.state().phase()).isEqualTo(Phase.FAILED);
        assertThat(rollout.state().reason()).contains("2 looks in a row ended in errors");
    }

    @ParameterizedTest
    @CsvSource({"5, promote, SUCCEEDED, canary, digits:42", "5, report, SUCCEEDED, canary, digits:41", "-5, promote, FAILED, stable, digits:41", "-5, report, SUCCEEDED, stable, digits:41",
        "0, promote, FAILED, none, digits:41", "0, report, SUCCEEDED, none, digits:41"})
    void anAbTestKeepsItsSplitUntilOneVersionWinsOrTimeIsOver(int better, String winner, Phase phase, String wins, String serves) throws Exception {
        target.bought = Map.of("digits:41", 20, "digits:42", 20 + better);
        AbTest test = new AbTest(winner.equals("promote"), Optional.of(TrafficMatch.parse("hash cookie uid")));
        RolloutDefinition definition = definition(List.of(50)).metrics(List.of("bought >= stable"), List.of("bought"))
                .abTest(Optional.of(test)).maxDurationSeconds(Optional.of(3600.0)).build();
        RolloutState end = runToEnd(target, definition, 500);
        assertThat(end.phase()).as(end.reason()).isEqualTo(phase);
        assertThat(end.winner()).contains(wins);
        assertThat(target.stable).contains(serves);
        assertThat(target.canary).isEmpty();
        assertThat(target.effects).filteredOn(effect -> effect.equals("weight 50")).hasSize(1);
    }

    private void say(PersonCommand.Action action, String reason) throws IOException {
        commands().add(action, "ann", now, reason);
    }

    private void later(Rollout rollout, int minutes) throws Exception {
        for (int i = 0; i < minutes; i++) {
            target.traffic(2000);
            now = now.plusSeconds(60);
            rollout.advance();
        }
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

    /** One request at each look is traffic, so the looks are not quiet, but proves nothing for long. */
    @Test
    void aRolloutThatOnlyWaitsForProofIsInconclusiveInTheEnd() throws Exception {
        Rollout rollout = open(definition(List.of(50)).minRequests(2).proofTimeoutSeconds(1200).build());
        Optional<Instant> next = rollout.advance();
        Instant begun = now;
        for (int i = 0; i < 60 && next.isPresent(); i++) {
            target.traffic(4);
            now = next.get().isAfter(now) ? next.get() : now.plus(Duration.ofSeconds(1));
            next = rollout.advance();
        }
        assertThat(next).isEmpty();
        assertThat(rollout.state().phase()).isEqualTo(Phase.FAILED);
        assertThat(rollout.state().reason()).startsWith("inconclusive: within its proofTimeout it was not proven");
        assertThat(Duration.between(begun, now)).isBetween(Duration.ofMinutes(20), Duration.ofMinutes(25));
    }

    /** As much time again at each weight, and none of it counts while looks pass. */
    @Test
    void aSlowRolloutThatProceedsIsNotEndedByItsProofTimeout() throws Exception {
        RolloutState end = runToEnd(target, definition(List.of(5, 25, 50, 100)).proofTimeoutSeconds(600).build(), 400);
        assertThat(end.phase()).as(end.reason()).isEqualTo(Phase.SUCCEEDED);
    }

    @Test
    void maxDurationEndsARolloutThatHangs() throws Exception {
        Rollout rollout = open(definition(List.of(5, 100)).limits(1, 100, 5).maxDurationSeconds(Optional.of(150.0)).build());
        Optional<Instant> next = rollout.advance();
        while (next.isPresent()) {
            now = next.get();
            next = rollout.advance();
        }
        assertThat(rollout.state().reason()).contains("maxDuration");
        assertThat(now).isBefore(Instant.parse("2026-01-01T00:04:00Z"));
    }

    /**
     * The process dies before each event is on disk, and before and after each act on the target, and another one goes on: as often as
     * the rollout has such places. It ends as it would have, and no rejected model keeps traffic.
     */
    @ParameterizedTest
    @ValueSource(strings = {"good", "bad", "sickCanary", "sickProduction", "mirrored", "approved", "foreign"})
    void goesOnFromItsLogWhereverItWasKilled(String scenario) throws Exception {
        RolloutState whole = killedAt(scenario, Integer.MAX_VALUE);
        int places = -1;
        do {
            RolloutState end = killedAt(scenario, ++places);
            assertThat(end.phase()).as("%s, killed at place %d: %s", scenario, places, end.reason()).isEqualTo(whole.phase());
            boolean promoted = end.phase() == Phase.SUCCEEDED;
            assertThat(current.stable).as("%s, killed at place %d", scenario, places).contains(promoted ? "digits:42" : "digits:41");
            assertThat(current.canary).isEmpty();
            assertThat(current.weight).isZero();
            assertThat(current.mirror).isZero();
        } while (crash.happened);
        assertThat(places).as("places at which it was killed").isGreaterThan(8);
    }

    /** Dies at the n-th place; {@code happened} when there was one. */
    private static final class Crash {

        private int left = Integer.MAX_VALUE;
        private boolean happened;

        void place() {
            if (left-- == 0) {
                happened = true;
                throw new Killed();
            }
        }
    }

    private static final class Killed extends Error {

        private static final long serialVersionUID = 1L;
    }

    private Crash crash = new Crash();
    private FakeTarget current;

    private RolloutState killedAt(String scenario, int place) throws Exception {
        Files.deleteIfExists(log());
        Files.deleteIfExists(directory.resolve("rollout-commands.jsonl"));
        now = Instant.parse("2026-01-01T00:00:00Z");
        crash = new Crash();
        current = new FakeTarget();
        crash.left = place;
        current.place = crash::place;
        current.canaryErrors = scenario.equals("bad") ? 30 : 0;
        current.canaryIsSick = scenario.equals("sickCanary");
        current.productionIsSick = scenario.equals("sickProduction");
        RolloutDefinition.Builder definition = definition(List.of(5, 50)).smoke(scenario.startsWith("sick"));
        if (scenario.equals("mirrored")) {
            definition.mirror(50);
        }
        if (scenario.equals("approved")) {
            definition.approvals(List.of("50", "promotion"));
        }
        Rollout rollout = null;
        for (int i = 0; i < 200; i++) {
            try {
                rollout = rollout == null ? opened(definition.build()) : rollout;
                if (rollout.state().awaited().isPresent()) {
                    commands().add(PersonCommand.Action.APPROVE, "ann", now, "");
                }
                Optional<Instant> next = rollout.advance();
                if (next.isEmpty()) {
                    return rollout.state();
                }
                current.traffic(2000);
                current.foreign = scenario.equals("foreign") && i == 1 ? "kubectl" : current.foreign;
                now = next.get().isAfter(now) ? next.get() : now.plusSeconds(1);
            } catch (Killed killed) {
                rollout = null;
            }
        }
        throw new AssertionError("it must end: " + rollout.state().phase() + " " + rollout.state().reason());
    }

    private Rollout opened(RolloutDefinition definition) throws Exception {
        RolloutTarget acting = new RolloutTarget(current, current, current, definition.smoke() ? Optional.of(current) : Optional.empty());
        return Rollout.open(log(), commands(), "digits:42", "production", definition, acting, () -> {
            crash.place();
            return now;
        }, console::add);
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
        assertThatThrownBy(() -> RolloutDefinition.builder(parsed, interval)
                        .errors(alpha, 0.05)
                        .minRequests(minRequests)
                        .limits(threshold, limit, 5)
                        .build())
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
        return runToEnd(where, definition(), requests);
    }

    private RolloutState runToEnd(FakeTarget where, RolloutDefinition definition, int requests) throws Exception {
        Rollout rollout = open(where, definition);
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
        RolloutTarget acting = new RolloutTarget(where, where, where, definition.smoke() ? Optional.of(where) : Optional.empty());
        return Rollout.open(log(), commands(), "digits:42", "production", definition, acting, () -> now, console::add);
    }

    private PersonCommands commands() {
        return new PersonCommands(directory.resolve("rollout-commands.jsonl"));
    }

    private Path log() {
        return directory.resolve("rollout.jsonl");
    }

    private static RolloutDefinition.Builder definition(List<Integer> weights) {
        return RolloutDefinition.builder(weights, 60).limits(1, 3, 5);
    }

    private static RolloutDefinition definition() {
        return definition(List.of(5, 25, 50, 100)).build();
    }
}
