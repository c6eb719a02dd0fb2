package io.jenkins.plugins.mlcd.jenkins.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import hudson.AbortException;
import hudson.security.AccessDeniedException3;
import hudson.util.Secret;
import io.jenkins.plugins.mlcd.embedded.RolloutCommand;
import io.jenkins.plugins.mlcd.embedded.host.Host;
import io.jenkins.plugins.mlcd.jenkins.config.LocalTarget;
import io.jenkins.plugins.mlcd.jenkins.config.MlcdConfiguration;
import io.jenkins.plugins.mlcd.jenkins.steps.canary.RolloutAction;
import io.jenkins.plugins.mlcd.target.AdminServer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kohsuke.stapler.HttpResponses.HttpResponseException;
import picocli.CommandLine;

/** What a person can do with a rollout that is under way: on the page of the build, and by command. */
class MlCanaryPeopleTest {

    @TempDir
    Path home;

    private final ScheduledExecutorService users = Executors.newSingleThreadScheduledExecutor();
    private StepHarness jenkins;
    private AdminServer target;

    @BeforeEach
    void start() throws Exception {
        jenkins = new StepHarness(home);
        target = new AdminServer();
        target.serve("digits:0");
        LocalTarget production = new LocalTarget("production", target.url().toString());
        production.setToken(Secret.fromString(AdminServer.token()));
        MlcdConfiguration.get().setTargets(List.of(production));
        users.scheduleAtFixedRate(() -> target.traffic(500, 0), 0, 20, TimeUnit.MILLISECONDS);
    }

    @AfterEach
    void stop() {
        users.shutdownNow();
        jenkins.close();
        target.close();
    }

    private static MlCanaryStep step(String interval) {
        MlCanaryStep step = new MlCanaryStep("digits", "production");
        step.setStepWeights(List.of(50));
        step.setInterval(interval);
        return step;
    }

    private static RolloutAction page(StepHarness.Build build, String phase) {
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            RolloutAction action = build.run.getAction(RolloutAction.class);
            return action != null && action.getState() != null && action.getState().phase().word().equals(phase);
        });
        return build.run.getAction(RolloutAction.class);
    }

    @Test
    void aRolloutWaitsForAnApprovalOnThePageAndRecordsWhoGaveIt() throws Exception {
        jenkins.build(build -> {
            build.register("second");
            MlCanaryStep step = step("200ms");
            step.setApproval(List.of("promotion"));
            StepHarness.Started started = build.start(step);
            RolloutAction page = page(build, "paused");
            assertThat(page.getState().awaited()).contains("promotion");
            assertThat(target.stable()).contains("digits:0");
            assertThatThrownBy(() -> page.doCommand("explode", "")).isInstanceOf(HttpResponseException.class);
            page.doCommand("approve", "the numbers are fine");
            assertThat((Map<?, ?>) started.get()).extracting("phase").isEqualTo("succeeded");
            assertThat(build.log()).contains("the numbers are fine");
            assertThat(build.run.getRootDir().toPath().resolve("mlcd/rollout.jsonl")).content()
                    .contains("\"action\":\"approve\"").contains("\"reason\":\"the numbers are fine\"");
        });
        assertThat(target.stable()).contains("digits:1");
    }

    @Test
    void theCommandLinePausesAndTakesTheTrafficBack() throws Exception {
        jenkins.build(build -> {
            build.register("second");
            StepHarness.Started started = build.start(step("1h"));
            page(build, "progressing");
            assertThat(rollout("pause")).isZero();
            page(build, "paused");
            assertThat(rollout("rollback", "--reason", "wrong day")).isZero();
            assertThatThrownBy(started::get).isInstanceOf(AbortException.class).hasMessageContaining("rolled back by").hasMessageContaining("wrong day");
            assertThat(rollout("explode")).isNotZero();
        });
        assertThat(target.canary()).isEmpty();
        assertThat(target.stable()).contains("digits:0");
    }

    private int rollout(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--home", home.resolve("jenkins").toString(), "--build", "1"));
        return new CommandLine(new RolloutCommand()).setOut(new PrintWriter(new StringWriter())).setErr(new PrintWriter(new StringWriter()))
                .execute(all.toArray(String[]::new));
    }

    @Test
    void whoHasNoPermissionSeesNoLinkAndDecidesNothing() throws Exception {
        jenkins.build(build -> {
            build.register("second");
            StepHarness.Started started = build.start(step("1h"));
            RolloutAction page = page(build, "progressing");
            assertThat(page.getIconFileName()).isNotNull();
            Host.get().restrict(permission -> !permission.getId().endsWith("MlcdPermissions.Rollout"));
            assertThat(page.getIconFileName()).isNull();
            assertThatThrownBy(() -> page.doCommand("rollback", "I say so")).isInstanceOf(AccessDeniedException3.class);
            assertThat(page.getState().phase().word()).isEqualTo("progressing");
            started.execution().stop(new IllegalStateException("end"));
            assertThatThrownBy(started::get).hasMessage("end");
        });
    }
}
