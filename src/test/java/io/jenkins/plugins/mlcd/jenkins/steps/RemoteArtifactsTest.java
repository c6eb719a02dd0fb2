package io.jenkins.plugins.mlcd.jenkins.steps;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.FilePath;
import io.jenkins.plugins.mlcd.embedded.host.EmbeddedJenkins;
import io.jenkins.plugins.mlcd.jenkins.models.ModelConfiguration;
import io.jenkins.plugins.mlcd.jenkins.models.ModelFiles;
import io.jenkins.plugins.mlcd.jenkins.steps.registry.MlPromoteStep;
import io.jenkins.plugins.mlcd.jenkins.steps.registry.MlRegisterStep;
import io.jenkins.plugins.mlcd.jenkins.steps.registry.MlRollbackStep;
import io.jenkins.plugins.mlcd.record.BuildLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where an artifact manager keeps the artifacts elsewhere, everything works as with files, and nothing is looked for in the build's directory. */
class RemoteArtifactsTest {

    @TempDir
    Path home;

    private StepHarness jenkins;
    private FakeTarget target;
    private final RemoteArtifacts remote = new RemoteArtifacts();

    @BeforeEach
    void start() throws Exception {
        jenkins = new StepHarness(home);
        target = new FakeTarget();
        EmbeddedJenkins.registerExtensions(remote);
    }

    @AfterEach
    void stop() {
        target.close();
        jenkins.close();
    }

    private WorkflowRun trained(String weights, boolean promote) throws Exception {
        return jenkins.build(build -> {
            build.workspace.child("out/layers/weights.bin").write(weights, "UTF-8");
            build.workspace.child("out/model.json").write("{\"commit\":\"7f98\"}", "UTF-8");
            MlRegisterStep register = new MlRegisterStep("digits");
            register.setArtifacts("out");
            build.run(register);
            if (promote) {
                build.run(new MlPromoteStep("digits"));
            }
        });
    }

    @Test
    void modelsAreRegisteredServedAndRolledBack() throws Exception {
        WorkflowRun first = trained("one", true);
        trained("two", true);
        target.stable = "digits:2";
        MlRollbackStep rollback = new MlRollbackStep("digits");
        rollback.setTarget("production");
        jenkins.build(build -> build.run(rollback));
        assertThat(target.stable).isEqualTo("digits:1");
        ModelFiles.materialise(first, jenkins.registry().require("digits:1"), new FilePath(home.resolve("copy").toFile()));
        assertThat(home.resolve("copy/layers/weights.bin")).hasContent("one");
        assertThat(remote.of(first)).containsKeys("mlcd/models/digits-1/model.json", "mlcd/lineage.json", "mlcd/report.html", "mlcd/promotion-digits-1-1.json");
        assertThat(new BuildLayout(first.getRootDir().toPath()).lineage()).content().contains("7f98");
        assertThat(first.getRootDir().toPath().resolve("archive")).doesNotExist();
    }

    @Test
    void retentionDeletesAllOfABuildAndArchivesItsRecordAgain() throws Exception {
        WorkflowRun first = trained("one", false);
        WorkflowRun second = trained("two", false);
        remote.of(second).put("reports/of/others.txt", new byte[1]);
        ModelConfiguration.get().setCount(1);
        WorkflowRun third = trained("three", true);
        assertThat(remote.of(first)).containsKeys("mlcd/lineage.json", "mlcd/report.html").doesNotContainKey("mlcd/models/digits-1/model.json");
        assertThat(remote.of(second)).as("what belongs to others is not ours to delete").containsKeys("mlcd/models/digits-2/model.json", "reports/of/others.txt");
        assertThat(String.join("\n", third.getLog(100))).contains("deleted the files of digits:1")
                .contains("'mlcd/models/digits-2' stays in the archive of build 2: its artifact manager can delete all artifacts of a build only, and 'reports/of/others.txt' is another one");
        assertThat(jenkins.registry().state().filesDeleted("digits:2")).as("it counts as given up all the same").isPresent();
        assertThat(Files.exists(third.getRootDir().toPath().resolve("archive"))).isFalse();
    }
}
