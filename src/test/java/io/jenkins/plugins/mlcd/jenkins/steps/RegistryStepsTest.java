package io.jenkins.plugins.mlcd.jenkins.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hudson.AbortException;
import hudson.EnvVars;
import hudson.FilePath;
import io.jenkins.plugins.mlcd.jenkins.models.ModelAction;
import io.jenkins.plugins.mlcd.jenkins.models.ModelFiles;
import io.jenkins.plugins.mlcd.jenkins.steps.registry.MlPromoteStep;
import io.jenkins.plugins.mlcd.jenkins.steps.registry.MlRegisterStep;
import io.jenkins.plugins.mlcd.jenkins.steps.registry.MlRollbackStep;
import io.jenkins.plugins.mlcd.loop.ModelVersion;
import io.jenkins.plugins.mlcd.loop.Stage;
import io.jenkins.plugins.mlcd.record.BuildLayout;
import io.jenkins.plugins.mlcd.record.Json;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryStepsTest {

    @TempDir
    Path home;

    private StepHarness jenkins;
    private FakeTarget target;

    @BeforeEach
    void start() throws Exception {
        jenkins = new StepHarness(home);
        target = new FakeTarget();
    }

    @AfterEach
    void stop() {
        target.close();
        jenkins.close();
    }

    private static MlRegisterStep register() {
        MlRegisterStep step = new MlRegisterStep("digits");
        step.setArtifacts("out");
        step.setTags(List.of("nightly"));
        return step;
    }

    private WorkflowRun trained(String weights) throws Exception {
        return jenkins.build(build -> {
            build.workspace.child("out/layers/weights.bin").write(weights, "UTF-8");
            build.workspace.child("out/model.json").write("{\"data\":{\"version\":\"sha256:d\"},\"commit\":\"abc\"}", "UTF-8");
            Map<?, ?> result = (Map<?, ?>) build.run(register());
            assertThat(result.get("version")).isEqualTo("digits:" + build.run.getNumber());
            assertThat(((Map<?, ?>) build.run(register())).get("version")).as("registered again").isEqualTo(result.get("version"));
            build.run(new MlPromoteStep("digits"));
        });
    }

    @Test
    void registersFilesOfTheWorkspaceWithTheBuild() throws Exception {
        WorkflowRun run = trained("one");
        ModelVersion version = jenkins.registry().production("digits").orElseThrow();
        assertThat(version.id()).isEqualTo("digits:1");
        assertThat(version.dataset()).contains("sha256:d");
        assertThat(version.tags()).containsExactly("nightly");
        assertThat(run.getRootDir().toPath().resolve("archive/mlcd/models/digits-1/layers/weights.bin")).hasContent("one");
        assertThat(run.getRootDir().toPath().resolve("mlcd/registering-digits")).doesNotExist();
        assertThat(run.isKeepLog()).as("production's build is kept").isTrue();
        EnvVars env = new EnvVars();
        run.getAction(ModelAction.class).buildEnvironment(run, env);
        assertThat(env).containsEntry("ML_MODEL_VERSION", "digits:1");
        ObjectNode lineage = Json.read(new BuildLayout(run.getRootDir().toPath()).lineage(), ObjectNode.class);
        assertThat(lineage.path("commit").asText()).isEqualTo("abc");
        assertThat(lineage.path("job").asText()).isEqualTo("digits");

        FilePath copy = new FilePath(home.resolve("copy").toFile());
        ModelFiles.materialise(run, version, copy);
        assertThat(home.resolve("copy/layers/weights.bin")).hasContent("one");
    }

    @Test
    void rollsBackInTheRegistryAndOnTheTarget() throws Exception {
        trained("one");
        trained("two");
        target.stable = "digits:2";
        MlRollbackStep rollback = new MlRollbackStep("digits");
        rollback.setTarget("production");
        rollback.setReason("watch failed");
        jenkins.build(build -> {
            assertThat(((Map<?, ?>) build.run(rollback)).get("version")).isEqualTo("digits:1");
            assertThat(((Map<?, ?>) build.run(rollback)).get("version")).as("run again").isEqualTo("digits:1");
            assertThat(build.log()).contains("rolled digits back to digits:1: watch failed");
        });
        assertThat(target.stable).isEqualTo("digits:1");
        assertThat(target.requests).filteredOn(r -> r.startsWith("PUT") || r.startsWith("POST"))
                .containsExactly("PUT /admin/versions/canary", "PUT /admin/weight", "POST /admin/promote");
        assertThat(jenkins.registry().state().stage("digits:2")).contains(Stage.REJECTED);
    }

    @Test
    void movesAVersionToAnotherStage() throws Exception {
        trained("one");
        jenkins.build(build -> {
            build.workspace.child("out/layers/weights.bin").write("two", "UTF-8");
            build.run(register());
            MlPromoteStep reject = new MlPromoteStep("digits");
            reject.setStage("rejected");
            build.run(reject);
            MlPromoteStep again = new MlPromoteStep("digits");
            again.setTo("1");
            build.run(again);
        });
        assertThat(jenkins.registry().state().stage("digits:2")).contains(Stage.REJECTED);
        assertThat(jenkins.registry().production("digits")).map(ModelVersion::id).contains("digits:1");
    }

    @Test
    void mistakesAreNamedInOneSentence() throws Exception {
        assertMistake("give either study, whose best trial is registered, or artifacts", new MlRegisterStep("digits"));
        assertMistake("artifacts 'out' is no directory of the workspace", register());
        MlRegisterStep study = new MlRegisterStep("digits");
        study.setStudy("none");
        assertMistake("study 'none' has no complete trial in this build", study);
        assertMistake("model '../x' is not a name", new MlRegisterStep("../x"));
        assertMistake("this build registered no version of model 'digits'", new MlPromoteStep("digits"));
        MlPromoteStep nowhere = new MlPromoteStep("digits");
        nowhere.setStage("shelf");
        assertMistake("stage 'shelf' is none of candidate, validated", nowhere);
        assertMistake("no version in production to roll back", new MlRollbackStep("digits"));
        MlRollbackStep elsewhere = new MlRollbackStep("digits");
        elsewhere.setTarget("staging");
        assertMistake("target 'staging' is not configured", elsewhere);
        jenkins.build(build -> {
            build.workspace.child("out").mkdirs();
            assertThatThrownBy(() -> build.run(register())).isInstanceOf(AbortException.class).hasMessageContaining("is empty");
            build.workspace.child("out/weights").write("w", "UTF-8");
            MlRegisterStep unknown = register();
            unknown.setDataset("letters");
            assertThatThrownBy(() -> build.run(unknown)).hasMessageContaining("data set 'letters' was not recorded by mlDataset");
        });
    }

    private void assertMistake(String sentence, Step step) {
        assertThatThrownBy(() -> jenkins.build(build -> build.run(step))).isInstanceOf(AbortException.class).hasMessageContaining(sentence);
    }
}
