package io.jenkins.plugins.mlcd.jenkins.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.AbortException;
import hudson.model.Result;
import io.jenkins.plugins.mlcd.jenkins.steps.validate.Benchmark;
import io.jenkins.plugins.mlcd.loop.Stage;
import io.jenkins.plugins.mlcd.record.BuildLayout;
import io.jenkins.plugins.mlcd.record.Json;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole step, with commands that really run. */
class MlValidateStepTest {

    /** Writes the number that is the model's only content as its accuracy. */
    private static final String EVALUATE =
            "test -n \"$ML_ROLE\" && echo \"{\\\"accuracy\\\": $(cat \"$ML_MODEL_DIR/model.json\")}\" > \"$ML_METRICS_FILE\"";

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

    @Test
    void aGoodModelIsValidatedAgainstTheOneInProduction() throws Exception {
        jenkins.build(build -> {
            build.register("0.95");
            Map<?, ?> first = (Map<?, ?>) build.run(step(EVALUATE, "accuracy >= 0.9", "accuracy >= baseline - 0.005"));
            assertThat(first.get("verdict")).isEqualTo("PASS");
            assertThat(build.log()).contains("no baseline (first model)").contains("left out");
            jenkins.registry().promote("digits:1", 1, "test", "first");
        });
        var run = jenkins.build(build -> {
            build.register("0.947");
            Map<?, ?> result = (Map<?, ?>) build.run(step(EVALUATE, "accuracy >= 0.9", "accuracy >= baseline - 0.005"));
            assertThat(result.get("model")).isEqualTo("digits:2");
            assertThat((List<?>) result.get("checks")).hasSize(2);
            assertThat(build.workspace.child("mlcd-validation.xml").exists()).isTrue();
            assertThat(build.workspace.child(".mlcd/validate-digits-2").exists()).as("nothing is left").isFalse();
        });
        assertThat(jenkins.registry().state().stage("digits:2")).contains(Stage.VALIDATED);
        assertThat(Json.read(new BuildLayout(run.getRootDir().toPath()).validation(), Map.class)).containsEntry("baseline", "digits:1");
        assertThat(new File(run.getRootDir(), "archive/mlcd/validation.xml")).content().contains("testcase");
    }

    /** The command of the candidate is told where the baseline is, and how sure it has to be. */
    @Test
    void everyWriterIsJudgedAndTheVerdictIsWrittenForPeopleAndTools() throws Exception {
        String predict = "test $ML_CONFIDENCE = 0.9; for i in $(seq 200); do echo \"{\\\"id\\\": $i, \\\"label\\\": 1, \\\"prediction\\\":"
                + " $((i % 4 == 0 ? 2 : 1)), \\\"slices\\\": {\\\"writer\\\": \\\"w$((i % 4))\\\"}}\"; done > $ML_PREDICTIONS_FILE;"
                + " echo \"$ML_ROLE beside ${ML_BASELINE_DIR:-nothing}\" >> roles";
        jenkins.build(build -> {
            build.register("0.95");
            jenkins.registry().promote("digits:1", 1, "test", "first");
        });
        var run = jenkins.build(build -> {
            build.register("0.96");
            MlValidateStep step = step(predict, "accuracy[slice=writer:*] >= 0.9");
            step.setConfidence(0.9);
            step.setCorrection("bh");
            step.setMinSliceSamples(20);
            step.setOnFailure("unstable");
            assertThat(((Map<?, ?>) build.run(step)).get("verdict")).isEqualTo("FAIL");
            assertThat(build.workspace.child("roles").readToString()).matches("(?s)candidate beside /.*baseline beside nothing\\s*");
            assertThat(build.workspace.child("mlcd-validation.md").readToString()).contains("| ❌ FAIL | `w0` | 50 | 0 |").contains("Worst slices of old");
            assertThat(build.log()).contains("writer:w0").contains("p = ").contains("by Benjamini and Hochberg's correction");
        });
        assertThat(run.getResult()).isEqualTo(Result.UNSTABLE);
        assertThat(new File(run.getRootDir(), "archive/mlcd/validation.md")).exists();
        Map<?, ?> record = Json.read(new BuildLayout(run.getRootDir().toPath()).validation(), Map.class);
        assertThat(record.get("correction")).isEqualTo("bh");
        assertThat(record.get("minSliceSamples")).isEqualTo(20);
    }

    @Test
    void aBadModelFailsTheBuildWithOneSentence() throws Exception {
        assertThatThrownBy(() -> jenkins.build(build -> {
                    build.register("0.8");
                    build.run(step(EVALUATE, "accuracy >= 0.9"));
                }))
                .isInstanceOf(AbortException.class)
                .hasMessageContaining("mlValidate: digits:1: FAIL, 'accuracy >= 0.9' on old: 0.8000 is not >= 0.9000");
        assertThat(jenkins.registry().state().stage("digits:1")).contains(Stage.REJECTED);
    }

    @Test
    void onFailureUnstableLetsTheBuildGoOn() throws Exception {
        var run = jenkins.build(build -> {
            build.register("0.8");
            MlValidateStep step = step(EVALUATE, "accuracy >= 0.9");
            step.setOnFailure("unstable");
            assertThat(((Map<?, ?>) build.run(step)).get("verdict")).isEqualTo("FAIL");
        });
        assertThat(run.getResult()).isEqualTo(Result.UNSTABLE);
    }

    @Test
    void aGateThatIsReachedAgainOnTheSameInputsIsNotRunAgain() throws Exception {
        jenkins.build(build -> {
            build.register("0.95");
            String counting = EVALUATE + "; echo run >> runs";
            build.run(step(counting, "accuracy >= 0.9"));
            build.run(step(counting, "accuracy >= 0.9"));
            assertThat(build.workspace.child("runs").readToString().lines()).hasSize(1);
            build.run(step(counting, "accuracy >= 0.8"));
            assertThat(build.workspace.child("runs").readToString().lines()).hasSize(2);
        });
    }

    @Test
    void commandsThatDoNotDeliverAreErrorsAndSayNothingAgainstTheModel() throws Exception {
        Map<String, String> commands = Map.of(
                "exit 3", "the command for the candidate ended with the exit status 3",
                "true", "wrote neither $ML_METRICS_FILE nor $ML_PREDICTIONS_FILE",
                "echo '{\"accuracy\": NaN}' > $ML_METRICS_FILE", "is no JSON object",
                "sleep 600", "did not end within 1 seconds");
        for (Map.Entry<String, String> command : commands.entrySet()) {
            assertThatThrownBy(() -> jenkins.build(build -> {
                        build.register("0.95");
                        MlValidateStep step = step(command.getKey(), "accuracy >= 0.9");
                        step.setTimeout("1s");
                        build.run(step);
                    }))
                    .as(command.getKey())
                    .hasMessageContaining("ERROR")
                    .hasMessageContaining(command.getValue());
        }
        assertThat(jenkins.registry().state().stage("digits:1")).contains(Stage.CANDIDATE);
    }

    @Test
    void mistakesAreNamedInOneSentence() throws Exception {
        assertMistake("this build has registered no version", step(EVALUATE, "accuracy >= 0.9"), false);
        assertMistake("'accuracy' is not a rule", step(EVALUATE, "accuracy"), true);
        assertMistake("needs at least one check", step(EVALUATE), true);
        MlValidateStep none = new MlValidateStep("digits");
        none.setChecks(List.of("accuracy >= 0.9"));
        assertMistake("benchmarks is empty", none, true);
        MlValidateStep odd = step(EVALUATE, "accuracy >= 0.9");
        odd.setOnFailure("ignore");
        assertMistake("onFailure 'ignore' is neither", odd, true);
        MlValidateStep unsure = step(EVALUATE, "accuracy >= 0.9");
        unsure.setConfidence(0.4);
        assertMistake("confidence must be above 0.5", unsure, true);
        MlValidateStep corrected = step(EVALUATE, "accuracy >= 0.9");
        corrected.setCorrection("none");
        assertMistake("correction 'none' is neither 'holm' nor 'bh'", corrected, true);
        MlValidateStep tiny = step(EVALUATE, "accuracy >= 0.9");
        tiny.setMinSliceSamples(0);
        assertMistake("minSliceSamples must be at least 1, but is 0", tiny, true);
        MlValidateStep unknown = step(EVALUATE, "accuracy >= 0.9");
        unknown.setBaseline("99");
        assertMistake("baseline: model version 'digits:99' is not registered", unknown, true);
        MlValidateStep itself = step(EVALUATE, "accuracy >= 0.9");
        itself.setBaseline("10");
        assertMistake("'digits:10' is the candidate itself", itself, true);
    }

    private void assertMistake(String message, MlValidateStep step, boolean registered) {
        assertThatThrownBy(() -> jenkins.build(build -> {
                    if (registered) {
                        build.register("0.95");
                    }
                    build.run(step);
                }))
                .isInstanceOf(AbortException.class)
                .hasMessageContaining(message);
    }

    private static MlValidateStep step(String command, String... checks) {
        MlValidateStep step = new MlValidateStep("digits");
        step.setBenchmarks(List.of(new Benchmark("old", command)));
        step.setChecks(List.of(checks));
        return step;
    }
}
