package io.jenkins.plugins.mlcd.jenkins.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hudson.AbortException;
import hudson.model.Action;
import hudson.model.Result;
import io.jenkins.plugins.mlcd.jenkins.models.JobModels;
import io.jenkins.plugins.mlcd.jenkins.models.MetricsAction;
import io.jenkins.plugins.mlcd.jenkins.models.ModelConfiguration;
import io.jenkins.plugins.mlcd.jenkins.models.ModelRetentionProperty;
import io.jenkins.plugins.mlcd.jenkins.models.ProductionLock;
import io.jenkins.plugins.mlcd.jenkins.models.RunModels;
import io.jenkins.plugins.mlcd.jenkins.steps.registry.MlPromoteStep;
import io.jenkins.plugins.mlcd.jenkins.steps.registry.MlRollbackStep;
import io.jenkins.plugins.mlcd.loop.Lineage;
import io.jenkins.plugins.mlcd.loop.ModelVersion;
import io.jenkins.plugins.mlcd.loop.PromotionLock;
import io.jenkins.plugins.mlcd.loop.Stage;
import io.jenkins.plugins.mlcd.promotion.PromotionRecords;
import io.jenkins.plugins.mlcd.record.BuildLayout;
import io.jenkins.plugins.mlcd.record.JobLayout;
import io.jenkins.plugins.mlcd.record.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stays of models: while builds race, when files are given up, and when builds are deleted. */
class RegistryKeepingTest {

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

    private WorkflowRun promoted(String content) throws Exception {
        return jenkins.build(build -> {
            build.register(content);
            build.run(new MlPromoteStep("digits"));
        });
    }

    @Test
    void ofTwoBuildsThatRunAtOnceOnePromotes() throws Exception {
        jenkins.build(one -> {
            ModelVersion mine = one.register("one");
            assertThat(ProductionLock.take(one.run, mine, "mlCanary", "rolls digits:1 out")).isEmpty();
            jenkins.build(two -> {
                two.register("two");
                assertThatThrownBy(() -> two.run(new MlPromoteStep("digits"))).isInstanceOf(AbortException.class)
                        .hasMessageContaining("digits:2 cannot be promoted now: build 1 has held 'digits' since").hasMessageEndingWith("it rolls digits:1 out");
                MlCanaryStep canary = new MlCanaryStep("digits", "production");
                canary.setInterval("1h");
                StepHarness.Started waiting = two.start(canary);
                await().atMost(Duration.ofSeconds(10)).until(() -> two.log().contains("[mlCanary] digits waits: build 1 has held"));
                assertThat(waiting.execution().getStatus()).startsWith("waiting: build 1 has held 'digits'");
                assertThat(target.requests).noneMatch(request -> request.startsWith("PUT"));
                jenkins.registry().promote("digits:1", 1, "mlCanary", "100 %");
                ProductionLock.release(one.run, "digits", "the rollout has ended");
                assertThatThrownBy(waiting::get).isInstanceOf(AbortException.class).hasMessageContaining("'digits:2' was not judged against 'digits:1'");
            });
        });
        assertThat(jenkins.registry().history("digits")).filteredOn(change -> change.stage() == Stage.PRODUCTION).hasSize(1);
        assertThat(jenkins.registry().state().lock("digits")).as("a build that has ended holds nothing").isEmpty();
    }

    @Test
    void aBuildThatIsStoppedWhileItWaitsTouchesNothing() throws Exception {
        FlowInterruptedException stop = new FlowInterruptedException(Result.ABORTED, true);
        jenkins.build(one -> {
            ProductionLock.take(one.run, one.register("one"), "mlCanary", "rolls digits:1 out");
            jenkins.build(two -> {
                two.register("two");
                MlCanaryStep canary = new MlCanaryStep("digits", "production");
                StepHarness.Started waiting = two.start(canary);
                await().atMost(Duration.ofSeconds(10)).until(() -> two.log().contains("waits: build 1"));
                waiting.execution().stop(stop);
                assertThatThrownBy(waiting::get).isSameAs(stop);
                assertThat(target.requests).noneMatch(request -> request.startsWith("PUT") || request.startsWith("DELETE"));
            });
        });
    }

    @Test
    void aLockOfABuildThatIsGoneDoesNotHinder() throws Exception {
        jenkins.build(build -> {
            ModelVersion version = build.register("one");
            jenkins.registry().lock(PromotionLock.of(version, 99, "mlCanary", "rolls out"), Optional.empty(), number -> true);
            build.run(new MlPromoteStep("digits"));
        });
        assertThat(jenkins.registry().production("digits")).map(ModelVersion::id).contains("digits:1");
    }

    @Test
    void deletingABuildLeavesWhatMadeItsModelAndItsTrials() throws Exception {
        WorkflowRun first = jenkins.build(build -> {
            ModelVersion version = build.register("one");
            BuildLayout record = new BuildLayout(build.run.getRootDir().toPath());
            Files.createDirectories(record.directory());
            Files.writeString(record.study("digits"), """
                    {"schema":"mlcd/study","version":1}
                    {"event":"failed","trial":0,"reason":"exit code 1"}
                    """);
            assertThat(version.id()).isEqualTo("digits:1");
        });
        Path job = first.getParent().getRootDir().toPath();
        ModelVersion version = jenkins.registry().require("digits:1");
        var before = Lineage.of(job, version).orElseThrow();
        first.delete();
        assertThat(first.getRootDir()).doesNotExist();
        assertThat(Lineage.of(job, version)).contains(before);
        assertThat(new JobLayout(job).deleted(1).study("digits")).content().contains("exit code 1");
        assertThat(jenkins.registry().require("digits:1")).isEqualTo(version);
    }

    @Test
    void modelsAreGivenUpByThePolicyOfTheJobOrOfAllJobsAndThoseInProductionAreKept() throws Exception {
        List<WorkflowRun> runs = List.of(promoted("one"), promoted("two"), jenkins.build(build -> build.register("three")), jenkins.build(build -> build.register("four")));
        ModelConfiguration.get().setCount(3);
        WorkflowRun last = jenkins.build(build -> build.register("five"));
        assertThat(runs.stream().map(RegistryKeepingTest::hasModel)).containsExactly(true, true, false, false);
        assertThat(hasModel(last)).isTrue();
        assertThat(String.join("\n", last.getLog(100))).contains("[mlcd] deleted the files of digits:3");
        WorkflowJob job = last.getParent();
        ModelRetentionProperty own = new ModelRetentionProperty();
        own.setAge("1ms");
        job.addProperty(own);
        jenkins.build(build -> { });
        assertThat(runs.stream().map(RegistryKeepingTest::hasModel)).as("production and its predecessor").containsExactly(true, true, false, false);
        assertThat(hasModel(last)).isFalse();
        assertThat(jenkins.registry().state().versions("digits")).hasSize(5);
        assertThatThrownBy(() -> own.setAge("soon")).hasMessageContaining("age 'soon' is not a duration");
        assertThatThrownBy(() -> own.setCount(-1)).hasMessageContaining("must be at least 1, but is -1");
    }

    private static boolean hasModel(WorkflowRun run) {
        return Files.exists(run.getRootDir().toPath().resolve("archive/mlcd/models/digits-" + run.getNumber() + "/model.json"));
    }

    @Test
    void everyPromotionAndRollbackLeavesASignedRecordInTheJobAndWithTheBuild() throws Exception {
        WorkflowRun first = promoted("one");
        WorkflowRun second = promoted("two");
        MlRollbackStep rollback = new MlRollbackStep("digits");
        rollback.setReason("it got worse");
        rollback.setBy("alice");
        jenkins.build(build -> build.run(rollback));
        Path records = first.getParent().getRootDir().toPath().resolve("mlcd/promotions/digits");
        assertThat(records).isDirectoryContaining("glob:**/1-1.json").isDirectoryContaining("glob:**/2-2.json").isDirectoryContaining("glob:**/3-1.json");
        assertThat(second.getRootDir().toPath().resolve("mlcd/promotion-digits-2-2.json")).hasSameBinaryContentAs(records.resolve("2-2.json"));
        assertThat(PromotionRecords.problems(records, Optional.empty())).isEmpty();
        ObjectNode third = Json.read(records.resolve("3-1.json"), ObjectNode.class);
        assertThat(third.path("promotion").path("by").asText()).isEqualTo("alice");
        assertThat(third.path("promotion").path("rolledBack").asText()).isEqualTo("digits:2");
        assertThat(third.at("/lineage/job").asText()).isEqualTo("digits");
        Files.delete(records.resolve("2-2.json"));
        assertThat(PromotionRecords.problems(records, Optional.empty())).containsExactly("3-1.json: the record before it was changed, taken away or added");
    }

    @Test
    void theRemoteApiSaysWhatIsInProductionAndWhatMadeIt() throws Exception {
        WorkflowRun run = promoted("one");
        JobModels ofJob = action(run.getParent().getAllActions(), JobModels.class);
        assertThat(ofJob.getModels()).singleElement().satisfies(model -> {
            assertThat(model).containsEntry("production", "digits:1");
            assertThat((List<?>) model.get("versions")).hasSize(1);
        });
        assertThat(action(run.getAllActions(), RunModels.class).getVersions()).singleElement()
                .satisfies(version -> assertThat(version).containsEntry("stage", "production").containsKey("lineage").containsKey("history"));
        assertThat(new MetricsAction().doIndex().toString())
                .contains("mlcd_model_production_info{job=\"digits\",model=\"digits\",version=\"1\",build=\"1\"} 1");
    }

    private static <A extends Action> A action(List<? extends Action> actions, Class<A> type) {
        return actions.stream().filter(type::isInstance).map(type::cast).findFirst().orElseThrow();
    }
}
