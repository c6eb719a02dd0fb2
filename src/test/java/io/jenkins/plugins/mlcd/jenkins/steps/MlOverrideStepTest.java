package io.jenkins.plugins.mlcd.jenkins.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.AbortException;
import hudson.security.AccessDeniedException3;
import io.jenkins.plugins.mlcd.embedded.OverrideCommand;
import io.jenkins.plugins.mlcd.embedded.host.Host;
import io.jenkins.plugins.mlcd.jenkins.steps.override.MlOverrideStep;
import io.jenkins.plugins.mlcd.jenkins.steps.override.OverrideAction;
import io.jenkins.plugins.mlcd.loop.Stage;
import io.jenkins.plugins.mlcd.record.BuildLayout;
import io.jenkins.plugins.mlcd.record.Json;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kohsuke.stapler.HttpResponses.HttpResponseException;
import picocli.CommandLine;

class MlOverrideStepTest {

    @TempDir
    Path home;

    private StepHarness jenkins;

    @BeforeEach
    void start() throws Exception {
        jenkins = new StepHarness(home);
    }

    @AfterEach
    void stop() {
        jenkins.close();
    }

    private static void judged(StepHarness.Build build, String verdict) throws Exception {
        String id = build.register(verdict).id();
        Json.write(new BuildLayout(build.run.getRootDir().toPath()).validation(),
                Json.object().put("model", id).put("verdict", verdict).put("summary", id + ": " + verdict + ", because"));
    }

    private static OverrideAction action(StepHarness.Build build) {
        Awaitility.await().atMost(10, TimeUnit.SECONDS).until(() -> build.run.getAction(OverrideAction.class) != null);
        return build.run.getAction(OverrideAction.class);
    }

    @Test
    void goesOnAtOnceWhenTheGatePassed() throws Exception {
        jenkins.build(build -> {
            judged(build, "PASS");
            assertThat((Map<?, ?>) build.run(new MlOverrideStep("digits"))).extracting("overridden").isEqualTo(false);
            assertThat(build.run.getAction(OverrideAction.class)).isNull();
        });
    }

    @Test
    void waitsForAPersonAndRecordsWhoWhenAndWhy() throws Exception {
        jenkins.build(build -> {
            judged(build, "INCONCLUSIVE");
            StepHarness.Started started = build.start(new MlOverrideStep("digits"));
            OverrideAction action = action(build);
            assertThat(started.outcome()).isNotDone();
            assertThat(action.getSummary()).isEqualTo("digits:1: INCONCLUSIVE, because");
            assertThatThrownBy(() -> action.doDecide("  ", true)).isInstanceOf(HttpResponseException.class);
            action.doDecide("the holiday data are few", true);
            Map<?, ?> result = (Map<?, ?>) started.get();
            assertThat(result.get("overridden")).isEqualTo(true);
            assertThat(result.get("reason")).isEqualTo("the holiday data are few");
            assertThat(jenkins.registry().state().stage("digits:1")).contains(Stage.VALIDATED);
            assertThat(jenkins.registry().history("digits")).last().satisfies(change -> {
                assertThat(change.reason()).isEqualTo("gate INCONCLUSIVE overridden: the holiday data are few");
                assertThat(change.by()).isEqualTo(result.get("by"));
            });
            assertThat(build.run.getRootDir().toPath().resolve("mlcd/validation.json")).content().contains("\"override\"").contains("\"verdict\" : \"INCONCLUSIVE\"");
            assertThatThrownBy(() -> action.doDecide("again", false)).isInstanceOf(HttpResponseException.class);
            assertThat((Map<?, ?>) build.run(new MlOverrideStep("digits"))).as("done again after a restart").extracting("overridden").isEqualTo(true);
        });
    }

    @Test
    void theCommandLineDecidesForABuildWithoutAPage() throws Exception {
        jenkins.build(build -> {
            judged(build, "FAIL");
            jenkins.registry().stage("digits:1", Stage.REJECTED, 1, "mlValidate", "");
            StepHarness.Started started = build.start(new MlOverrideStep("digits"));
            action(build);
            StringWriter out = new StringWriter();
            int status = new CommandLine(new OverrideCommand()).setOut(new PrintWriter(out))
                    .execute("--home", home.resolve("jenkins").toString(), "--build", "1", "--reason", "no", "--decline");
            assertThat(status).as(out.toString()).isZero();
            assertThatThrownBy(started::get).isInstanceOf(AbortException.class).hasMessageContaining("digits:1 was declined by").hasMessageEndingWith(": no");
            assertThat(jenkins.registry().state().stage("digits:1")).contains(Stage.REJECTED);
        });
    }

    @Test
    void whatWasNotMeasuredCannotBeOverridden() throws Exception {
        jenkins.build(build -> {
            judged(build, "ERROR");
            assertThatThrownBy(() -> build.run(new MlOverrideStep("digits"))).isInstanceOf(AbortException.class).hasMessageContaining("could not be measured");
        });
        jenkins.build(build -> {
            build.register("other");
            assertThatThrownBy(() -> build.run(new MlOverrideStep("digits"))).hasMessageContaining("digits:2 was not judged in this build");
        });
    }

    @Test
    void isEndedByAnInterruption() throws Exception {
        jenkins.build(build -> {
            judged(build, "FAIL");
            StepHarness.Started started = build.start(new MlOverrideStep("digits"));
            action(build);
            started.execution().stop(new IllegalStateException("timeout"));
            assertThatThrownBy(started::get).hasMessage("timeout").isNotInstanceOf(CancellationException.class);
        });
    }

    @Test
    void whoHasNoPermissionSeesNoLinkAndDecidesNothing() throws Exception {
        jenkins.build(build -> {
            judged(build, "FAIL");
            StepHarness.Started started = build.start(new MlOverrideStep("digits"));
            OverrideAction action = action(build);
            assertThat(action.getIconFileName()).isNotNull();
            Host.get().restrict(permission -> !permission.getId().endsWith("MlcdPermissions.Override"));
            assertThat(action.getIconFileName()).isNull();
            assertThatThrownBy(() -> action.doDecide("I say so", true)).isInstanceOf(AccessDeniedException3.class);
            assertThat(action.getDecision()).isNull();
            started.execution().stop(new IllegalStateException("end"));
        });
    }
}
