package io.jenkins.plugins.mlcd.jenkins.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import hudson.AbortException;
import hudson.model.Result;
import io.jenkins.plugins.mlcd.jenkins.steps.monitor.ConfidenceMonitorRule;
import io.jenkins.plugins.mlcd.jenkins.steps.monitor.DriftMonitorRule;
import io.jenkins.plugins.mlcd.jenkins.steps.monitor.MlMonitorGateStep;
import io.jenkins.plugins.mlcd.jenkins.triggers.MlCause;
import io.jenkins.plugins.mlcd.jenkins.triggers.MlTrigger;
import io.jenkins.plugins.mlcd.jenkins.triggers.RetrainRequest;
import io.jenkins.plugins.mlcd.loop.Inbox;
import io.jenkins.plugins.mlcd.loop.InboxEvent;
import io.jenkins.plugins.mlcd.loop.ModelImport;
import io.jenkins.plugins.mlcd.loop.ModelVersion;
import io.jenkins.plugins.mlcd.loop.Registry;
import io.jenkins.plugins.mlcd.loop.Stage;
import io.jenkins.plugins.mlcd.monitor.profile.Profile;
import io.jenkins.plugins.mlcd.monitor.profile.ProfileBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MlMonitorGateStepTest {

    @TempDir
    Path home;

    private StepHarness jenkins;
    private FakeTarget target;
    private WorkflowJob job;

    @BeforeEach
    void start() throws Exception {
        jenkins = new StepHarness(home);
        target = new FakeTarget();
        Path model = Files.createDirectories(home.resolve("initial"));
        Files.writeString(model.resolve("profile.json"), profile(0, 3_000).toJson());
        job = jenkins.build(build -> {}).getParent();
        ModelImport.into(job.getRootDir().toPath(), "digits", model);
    }

    @AfterEach
    void stop() {
        target.close();
        jenkins.close();
    }

    private static Profile profile(double shift, int samples) {
        SplittableRandom random = new SplittableRandom(5);
        ProfileBuilder builder = new ProfileBuilder("slant");
        for (int i = 0; i < samples; i++) {
            builder.add(new double[] {random.nextGaussian() + shift}, Integer.toString(i % 10), 0.95);
        }
        return builder.build();
    }

    private static MlMonitorGateStep step(int count) {
        MlMonitorGateStep step = new MlMonitorGateStep("digits", "production");
        step.setInterval("1s");
        step.setCount(count);
        return step;
    }

    private List<InboxEvent> inbox() throws Exception {
        return Inbox.of(job.getRootDir().toPath()).events();
    }

    private WorkflowRun next(int number) {
        await().atMost(Duration.ofSeconds(20)).until(() -> job.getBuildByNumber(number) != null && !job.getBuildByNumber(number).isBuilding());
        return job.getBuildByNumber(number);
    }

    @Test
    void trafficLikeTheTrainingDataIsOk() throws Exception {
        target.traffic = () -> profile(0, 300);
        WorkflowRun run = jenkins.build(build -> {
            Map<?, ?> result = (Map<?, ?>) build.run(step(2));
            assertThat(result.get("verdict")).isEqualTo("ok");
            assertThat(result.get("model")).isEqualTo("digits:0");
            assertThat(build.log()).contains("window 1 of 2: 300 samples").contains("window 2 of 2").contains("verdict ok");
        });
        assertThat(run.getResult()).isEqualTo(Result.SUCCESS);
        assertThat(inbox()).isEmpty();
    }

    @Test
    void driftStartsTheNextBuildOnceWithACauseThatNamesTheEvidence() throws Exception {
        target.traffic = () -> profile(1, 300);
        assertThatThrownBy(() -> jenkins.build(build -> {
                    if (build.run.getNumber() == 2) {
                        build.run(step(5));
                    }
                }))
                .isInstanceOf(AbortException.class)
                .hasMessageContaining("retrain digits:0: rule drift was violated in 2 of 5 windows");
        WorkflowRun started = next(3);
        MlCause cause = started.getCause(MlCause.class);
        assertThat(cause.getShortDescription()).contains("digits:0 on production needs retraining").contains("drift in slant");
        assertThat(cause.getEvidence()).containsEntry("rule", "drift").containsEntry("window", "2").containsEntry("features", "[slant]")
                .containsEntry("model", "digits:0").containsEntry("build", "2");
        assertThat(inbox()).singleElement().satisfies(event -> {
            assertThat(event.outcome()).isEqualTo(InboxEvent.Outcome.STARTED);
            assertThat(event.build()).contains(3);
        });
        assertThat(job.getBuilds()).hasSize(3);
    }

    @Test
    void aBuildThatWasStartedToReplaceTheModelStartsNoOther() throws Exception {
        target.traffic = () -> profile(1, 300);
        MlMonitorGateStep unstable = step(2);
        unstable.setOnFailure("unstable");
        jenkins.build(build -> {
            if (build.run.getNumber() < 4) {
                build.run(unstable);
            }
        });
        WorkflowRun second = next(3);
        assertThat(second.getResult()).isEqualTo(Result.UNSTABLE);
        assertThat(String.join("\n", second.getLog(100))).contains("no build was asked for: this build was itself started to replace digits:0");
        assertThat(inbox()).extracting(InboxEvent::outcome).containsExactly(InboxEvent.Outcome.STARTED, InboxEvent.Outcome.SUPPRESSED);
        assertThat(job.getBuilds()).hasSize(3);
    }

    @Test
    void theTriggerOfTheJobBoundsWhatTheGateMayStart() throws Exception {
        MlTrigger trigger = new MlTrigger();
        trigger.setEnabled(false);
        job.addTrigger(trigger);
        target.traffic = () -> profile(1, 300);
        MlMonitorGateStep notBuilt = step(2);
        notBuilt.setOnFailure("notBuilt");
        assertThatThrownBy(() -> jenkins.build(build -> build.run(notBuilt)))
                .isInstanceOfSatisfying(FlowInterruptedException.class, e -> assertThat(e.getResult()).isEqualTo(Result.NOT_BUILT));
        assertThat(inbox()).extracting(InboxEvent::detail).containsExactly("the mlTrigger of this job is disabled");
        assertThat(job.getBuilds()).hasSize(2);
    }

    private MlMonitorGateStep rollback() throws Exception {
        Registry registry = Registry.of(job.getRootDir().toPath());
        registry.register(new ModelVersion("digits", "1", 1, Optional.empty(), Optional.empty(), Map.of(), Map.of(), Optional.empty(),
                "mlcd/models/digits-1", 1, "sha256:a", List.of(), Instant.EPOCH));
        registry.promote("digits:1", 1, "test", "");
        MlMonitorGateStep step = step(2);
        step.setReference("digits:0");
        step.setOnFailure("rollback");
        target.stable = "digits:1";
        target.traffic = () -> profile(1, 300);
        return step;
    }

    @Test
    void aBadVersionIsTakenBackAndRejectedOnceHoweverOftenThatIsTried() throws Exception {
        MlMonitorGateStep rollback = rollback();
        target.unreachable = 3; // more often than one call is repeated
        assertThatThrownBy(() -> jenkins.build(build -> build.run(rollback)))
                .isInstanceOf(AbortException.class)
                .hasMessageContaining("rolled digits:1 back to digits:0: rule drift was violated in 2 of 2 windows");
        assertThat(target.stable).isEqualTo("digits:0");
        Registry registry = Registry.of(job.getRootDir().toPath());
        assertThat(registry.state().stage("digits:1")).contains(Stage.REJECTED);
        assertThat(registry.production("digits")).map(ModelVersion::id).contains("digits:0");
        assertThat(inbox()).as("no build is asked for").isEmpty();
        assertThat(target.requests).filteredOn("POST /admin/promote"::equals).hasSize(1);
    }

    @Test
    void aVersionThatAnotherBuildHasReplacedIsLeftAlone() throws Exception {
        MlMonitorGateStep rollback = rollback();
        target.traffic = () -> {
            try {
                Registry.of(job.getRootDir().toPath()).promote("digits:0", 9, "another", "");
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            return profile(1, 300);
        };
        assertThatThrownBy(() -> jenkins.build(build -> build.run(rollback))).hasMessageContaining("digits:1 was bad, but digits:0 is in production by now");
        assertThat(target.requests).noneMatch(request -> request.startsWith("P"));
    }

    @Test
    void aVersionWithoutAPredecessorStays() throws Exception {
        target.traffic = () -> profile(1, 300);
        MlMonitorGateStep rollback = step(2);
        rollback.setOnFailure("rollback");
        assertThatThrownBy(() -> jenkins.build(build -> build.run(rollback)))
                .hasMessageContaining("digits:0 needs retraining and stays, because it cannot be rolled back: model version 'digits:0' has no predecessor");
        assertThat(target.requests).noneMatch(request -> request.startsWith("P"));
    }

    private volatile Result interruptedAs;

    private WorkflowRun startedByAlert(MlMonitorGateStep gate) throws Exception {
        jenkins.build(build -> {
            if (build.run.getNumber() == 2) {
                RetrainRequest.ask(build.run, "alert", "Started by an alert", Map.of("model", "digits:0"));
            } else {
                try {
                    build.run(gate);
                } catch (FlowInterruptedException e) {
                    interruptedAs = e.getResult();
                }
            }
        });
        return next(3);
    }

    private static MlMonitorGateStep beforeRetrain() {
        MlMonitorGateStep gate = step(3);
        gate.setInterval("1m");
        gate.setBeforeRetrain(true);
        return gate;
    }

    @Test
    void aBuildWhoseTrafficShowsNoReasonToRetrainIsNotBuilt() throws Exception {
        target.traffic = () -> profile(0, 300);
        WorkflowRun run = startedByAlert(beforeRetrain());
        assertThat(interruptedAs).isEqualTo(Result.NOT_BUILT);
        assertThat(String.join("\n", run.getLog(100))).contains("window 3 of 3").contains("retraining is not warranted: digits:0: no rule was raised in 3 windows");
    }

    @Test
    void aBuildWhoseTrafficHasDriftedGoesOnAndAsksForNoOther() throws Exception {
        target.traffic = () -> profile(1, 300);
        WorkflowRun run = startedByAlert(beforeRetrain());
        assertThat(interruptedAs).isNull();
        assertThat(String.join("\n", run.getLog(100))).contains("retraining is warranted: digits:0: rule drift was violated");
        assertThat(job.getBuilds()).hasSize(3);
    }

    @Test
    void aBuildThatAPersonStartedGoesOnWithoutALookAtTheTraffic() throws Exception {
        WorkflowRun run = jenkins.build(build -> assertThat(((Map<?, ?>) build.run(beforeRetrain())).get("verdict")).isEqualTo("warranted"));
        assertThat(run.getResult()).isEqualTo(Result.SUCCESS);
        assertThat(target.requests).isEmpty();
    }

    @Test
    void noTrafficIsNeverOk() throws Exception {
        WorkflowRun run = jenkins.build(build -> {
            Map<?, ?> result = (Map<?, ?>) build.run(step(2));
            assertThat(result.get("verdict")).isEqualTo("inconclusive");
            assertThat(build.log()).contains("verdict inconclusive: no traffic in 2 windows");
        });
        assertThat(run.getResult()).isEqualTo(Result.UNSTABLE);
    }

    @Test
    void aTargetThatDoesNotAnswerIsNeverOk() throws Exception {
        target.close();
        WorkflowRun run = jenkins.build(build ->
                assertThat(((Map<?, ?>) build.run(step(1))).get("reason").toString()).contains("the target did not tell"));
        assertThat(run.getResult()).isEqualTo(Result.UNSTABLE);
    }

    @Test
    void goesOnWithTheWindowsOfTheRecord() throws Exception {
        target.traffic = () -> profile(0, 300);
        jenkins.build(build -> {
            StepHarness.Started first = build.start(step(3));
            await().atMost(Duration.ofSeconds(20)).until(() -> build.log().contains("window 1 of 3"));
            first.execution().stop(new FlowInterruptedException(Result.ABORTED, true));
            assertThat(((Map<?, ?>) build.run(step(3))).get("verdict")).isEqualTo("ok");
            assertThat(build.log()).contains("goes on watching digits:0").containsOnlyOnce("window 1 of 3");
        });
    }

    @Test
    void mistakesAreNamedInOneSentence() throws Exception {
        assertMistake("target 'staging' is not configured; there are [production]", new MlMonitorGateStep("digits", "staging"));
        assertMistake("model 'letters' has no version in production to watch", new MlMonitorGateStep("letters", "production"));
        MlMonitorGateStep soon = step(1);
        soon.setInterval("soon");
        assertMistake("interval 'soon' is not a duration", soon);
        MlMonitorGateStep odd = step(1);
        ConfidenceMonitorRule rule = new ConfidenceMonitorRule(0.5);
        rule.setSensitivity("extreme");
        odd.setRules(List.of(rule));
        assertMistake("sensitivity 'extreme' is none of low, medium, high", odd);
        DriftMonitorRule often = new DriftMonitorRule();
        often.setViolations(9);
        MlMonitorGateStep never = step(3);
        never.setRules(List.of(often));
        assertMistake("raised by 9 violated windows, but the watch has only 3", never);
        MlMonitorGateStep ignoring = step(1);
        ignoring.setOnFailure("ignore");
        assertMistake("onFailure 'ignore' is none of", ignoring);
    }

    private void assertMistake(String sentence, MlMonitorGateStep step) {
        assertThatThrownBy(() -> jenkins.build(build -> build.run(step))).isInstanceOf(AbortException.class).hasMessageContaining(sentence);
    }
}
