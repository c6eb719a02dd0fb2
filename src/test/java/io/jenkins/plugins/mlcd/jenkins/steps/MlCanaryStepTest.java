package io.jenkins.plugins.mlcd.jenkins.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import hudson.AbortException;
import hudson.model.Result;
import hudson.util.Secret;
import io.jenkins.plugins.mlcd.jenkins.config.LocalTarget;
import io.jenkins.plugins.mlcd.jenkins.config.MlcdConfiguration;
import io.jenkins.plugins.mlcd.loop.Stage;
import io.jenkins.plugins.mlcd.target.AdminServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole step, against an admin API on loopback. */
class MlCanaryStepTest {

    @TempDir
    Path home;

    private final ScheduledExecutorService users = Executors.newSingleThreadScheduledExecutor();
    private volatile int canaryErrors;
    private StepHarness jenkins;
    private AdminServer target;

    @BeforeEach
    void start() throws Exception {
        jenkins = new StepHarness(home);
        target = new AdminServer();
        LocalTarget production = new LocalTarget("production", target.url().toString());
        production.setToken(Secret.fromString(AdminServer.token()));
        MlcdConfiguration.get().setTargets(List.of(production));
        users.scheduleAtFixedRate(() -> target.traffic(500, canaryErrors), 0, 20, TimeUnit.MILLISECONDS);
    }

    @AfterEach
    void stop() {
        users.shutdownNow();
        jenkins.close();
        target.close();
    }

    @Test
    void theFirstModelAndItsSuccessorGetToAllUsers() throws Exception {
        jenkins.build(build -> {
            build.register("first");
            Map<?, ?> result = (Map<?, ?>) build.run(step("5s"));
            assertThat(result.get("phase")).isEqualTo("succeeded");
            assertThat(build.log()).contains("nothing to compare with");
        });
        assertThat(jenkins.registry().production("digits")).map(v -> v.id()).contains("digits:1");
        jenkins.build(build -> {
            build.register("second");
            Map<?, ?> result = (Map<?, ?>) build.run(step("200ms"));
            assertThat(result.get("analysis")).isEqualTo("PASS");
            assertThat(build.log()).contains("traffic: 50 % to digits:2").contains("look at 100 %: PASS");
            assertThat(((Map<?, ?>) build.run(step("200ms"))).get("phase")).as("reached again").isEqualTo("succeeded");
        });
        assertThat(target.stable()).contains("digits:2");
        assertThat(jenkins.registry().production("digits")).map(v -> v.id()).contains("digits:2");
        assertThat(target.requests).filteredOn(request -> request.contains("promote")).hasSize(1);
    }

    @Test
    void aCanaryThatFailsMoreOftenIsRolledBackAndRejected() throws Exception {
        target.serve("digits:0");
        canaryErrors = 40;
        assertThatThrownBy(() -> jenkins.build(build -> {
                    build.register("bad");
                    build.run(step("200ms"));
                }))
                .isInstanceOf(AbortException.class)
                .hasMessageContaining("mlCanary: digits:1 was rolled back: 1 of 1 looks failed");
        assertThat(target.stable()).contains("digits:0");
        assertThat(target.canary()).isEmpty();
        assertThat(jenkins.registry().state().stage("digits:1")).contains(Stage.REJECTED);
    }

    /** The build of another job that works, and is on record as the one that rolls out to the target. */
    private CountDownLatch anotherJobRollsOut() throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        jenkins.alsoRuns("other", build -> {
            begun.countDown();
            done.await(60, TimeUnit.SECONDS);
        });
        begun.await(20, TimeUnit.SECONDS);
        Path lock = Files.createDirectories(home.resolve("jenkins/mlcd/targets")).resolve("production.json");
        Files.writeString(lock, "{\"job\": \"other\", \"build\": 1, \"does\": \"rolls letters:1 out\", \"since\": \"2026-11-24T10:00:00Z\"}");
        return done;
    }

    @Test
    void oneBuildAtATimeRollsOutToATargetOfWhateverJob() throws Exception {
        target.serve("digits:0");
        CountDownLatch done = anotherJobRollsOut();
        jenkins.build(build -> {
            build.register("second");
            StepHarness.Started waiting = build.start(step("200ms"));
            await().atMost(Duration.ofSeconds(20)).until(() -> build.log().contains("waits: other #1 rolls letters:1 out on the target 'production'"));
            assertThat(target.canary()).isEmpty();
            done.countDown();
            assertThat((Map<?, ?>) waiting.get()).extracting("phase").isEqualTo("succeeded");
        });
        assertThat(home.resolve("jenkins/mlcd/targets/production.json")).doesNotExist();
    }

    @Test
    void aBusyTargetIsRefusedWhereThatIsWanted() throws Exception {
        target.serve("digits:0");
        CountDownLatch done = anotherJobRollsOut();
        MlCanaryStep step = step("200ms");
        step.setBusy("fail");
        assertThatThrownBy(() -> jenkins.build(build -> {
                    build.register("second");
                    build.run(step);
                }))
                .hasMessageContaining("other #1 rolls letters:1 out on the target 'production' since 2026-11-24T10:00:00Z, and busy is 'fail'");
        done.countDown();
        assertThat(target.canary()).isEmpty();
    }

    @Test
    void aStopTakesTheTrafficBackBeforeTheStepEnds() throws Exception {
        target.serve("digits:0");
        FlowInterruptedException stop = new FlowInterruptedException(Result.ABORTED, true);
        assertThatThrownBy(() -> jenkins.build(build -> {
                    build.register("second");
                    StepHarness.Started started = build.start(step("1h"));
                    await().atMost(Duration.ofSeconds(20)).until(() -> build.log().contains("traffic: 50 %"));
                    started.execution().stop(stop);
                    started.get();
                }))
                .isSameAs(stop);
        assertThat(target.canary()).isEmpty();
        assertThat(jenkins.registry().state().stage("digits:1")).contains(Stage.CANDIDATE);
    }

    @Test
    void aBodySharesTheTrafficOnceForEachWeight() throws Exception {
        target.serve("digits:0");
        List<String> called = new CopyOnWriteArrayList<>();
        jenkins.build(build -> {
            build.register("second");
            build.body = env -> {
                called.add(env.get("ML_MODEL") + " " + env.get("ML_TRAFFIC_WEIGHT"));
                shift(Integer.parseInt(env.get("ML_TRAFFIC_WEIGHT")));
            };
            MlCanaryBodyStep step = new MlCanaryBodyStep("digits", "production");
            step.setStepWeights(List.of(20, 50));
            step.setInterval("200ms");
            assertThat((Map<?, ?>) build.run(step)).extracting("phase").isEqualTo("succeeded");
        });
        assertThat(called).containsExactly("digits:1 20", "digits:1 50", "digits:1 0");
        assertThat(target.stable()).contains("digits:1");
    }

    @Test
    void aBodyThatFailsIsTriedAgainAndThenTheRolloutGoesBack() throws Exception {
        target.serve("digits:0");
        assertThatThrownBy(() -> jenkins.build(build -> {
                    build.register("second");
                    build.body = env -> {
                        if (!env.get("ML_TRAFFIC_WEIGHT").equals("0")) {
                            throw new IllegalStateException("no such balancer");
                        }
                    };
                    MlCanaryBodyStep step = new MlCanaryBodyStep("digits", "production");
                    step.setInterval("200ms");
                    step.setConsecutiveErrorLimit(1);
                    build.run(step);
                }))
                .hasMessageContaining("the body that sets the weight to 5 failed: no such balancer");
        assertThat(target.canary()).isEmpty();
    }

    private void shift(int weight) {
        try {
            if (weight > 0) {
                target.client().weight(weight);
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void goesOnFromItsRecordAfterTheControllerCameBack() throws Exception {
        target.serve("digits:0");
        jenkins.build(build -> {
            build.register("second");
            build.start(step("1h"));
            await().atMost(Duration.ofSeconds(20)).until(() -> build.log().contains("traffic: 50 %"));
            MlCanaryStep again = step("1h");
            StepHarness.Started resumed = build.start(again);
            await().atMost(Duration.ofSeconds(20)).until(() -> build.log().contains("goes on from its record: progressing at 50 %"));
            resumed.execution().stop(new FlowInterruptedException(Result.ABORTED, true));
            resumed.outcome().handle((value, failure) -> null).get(20, TimeUnit.SECONDS);
        });
        assertThat(target.requests).filteredOn(request -> request.startsWith("PUT /admin/versions/canary")).hasSize(1);
    }

    @Test
    void mistakesAreNamedInOneSentence() throws Exception {
        MlCanaryStep elsewhere = new MlCanaryStep("digits", "staging");
        assertMistake("target 'staging' is not configured; there is [production]", elsewhere);
        MlCanaryStep falling = step("1s");
        falling.setStepWeights(List.of(50, 25));
        assertMistake("stepWeights must rise", falling);
        MlCanaryStep both = step("1s");
        both.setStepWeight(10);
        assertMistake("write either stepWeights, or stepWeight", both);
        assertMistake("interval 'soon' is not a duration", step("soon"));
        MlCanaryStep odd = step("1s");
        odd.setMetrics(List.of("cpu <= stable"));
        assertMistake("'cpu <= stable': a rollout knows the figures", odd);
        target.close();
        assertMistake("nothing answers there", step("1s"));
    }

    private void assertMistake(String message, MlCanaryStep step) {
        assertThatThrownBy(() -> jenkins.build(build -> {
                    build.register("model");
                    build.run(step);
                }))
                .isInstanceOf(AbortException.class)
                .hasMessageContaining(message);
    }

    private static MlCanaryStep step(String interval) {
        MlCanaryStep step = new MlCanaryStep("digits", "production");
        step.setStepWeights(List.of(50, 100));
        step.setInterval(interval);
        return step;
    }
}
