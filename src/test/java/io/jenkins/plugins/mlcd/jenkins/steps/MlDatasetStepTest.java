package io.jenkins.plugins.mlcd.jenkins.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.AbortException;
import io.jenkins.plugins.mlcd.jenkins.steps.dataset.MlDatasetStep;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MlDatasetStepTest {

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

    private static String rows(int first, int last) {
        StringBuilder rows = new StringBuilder("id,at,model,prediction,confidence,label,x0,x1\n");
        for (int i = first; i < last; i++) {
            rows.append(i).append(",2026-01-01T00:00:00Z,digits:1,0,0.9,").append(i % 2).append(',').append(i / 255.0).append(",1\n");
        }
        return rows.toString();
    }

    @Test
    void versionsTheDataAndCountsWhatIsNewSinceProductionWasTrained() throws Exception {
        MlDatasetStep step = new MlDatasetStep("digits", "data");
        String[] version = new String[1];
        jenkins.build(build -> {
            build.workspace.child("data/train/data.csv").write(rows(0, 100), "UTF-8");
            Map<?, ?> result = (Map<?, ?>) build.run(step);
            assertThat(result.get("samples")).isEqualTo(100);
            assertThat(result.get("newSamples")).isEqualTo(100);
            version[0] = String.valueOf(result.get("dataVersion"));
            build.register("first");
            jenkins.registry().promote("digits:1", 1, "test", "first");
        });
        target.capture = rows(90, 150);
        step.setCapture("production");
        jenkins.build(build -> {
            Map<?, ?> result = (Map<?, ?>) build.run(step);
            assertThat(result.get("captured")).isEqualTo(50);
            assertThat(result.get("newSamples")).isEqualTo(50);
            assertThat(result.get("samples")).isEqualTo(150);
            assertThat(result.get("dataVersion")).isNotEqualTo(version[0]);
            assertThat(build.log()).contains("took 50 labelled samples from production; 10 were known, 0 have no label");
            assertThat(build.workspace.child("data/.capture.csv").exists()).isFalse();
        });
    }

    @Test
    void mistakesAreNamedInOneSentence() throws Exception {
        assertMistake("is no directory with a data set", new MlDatasetStep("digits", "nowhere"));
        MlDatasetStep checks = new MlDatasetStep("digits", "data");
        checks.setChecks(Map.of("size", 3));
        assertMistake("check 'size: 3' is none of", checks);
        MlDatasetStep elsewhere = new MlDatasetStep("digits", "data");
        elsewhere.setCapture("staging");
        assertMistake("target 'staging' is not configured", elsewhere);
        jenkins.build(build -> {
            build.workspace.child("data/train/data.csv").write(rows(0, 9), "UTF-8");
            build.workspace.child("data/test/data.csv").write(rows(8, 12), "UTF-8");
            assertThatThrownBy(() -> build.run(new MlDatasetStep("digits", "data"))).isInstanceOf(AbortException.class)
                    .hasMessageContaining("data set 'digits' failed: leakage: 1 of 4 distinct test samples are in a train part as well");
        });
    }

    private void assertMistake(String sentence, MlDatasetStep step) {
        assertThatThrownBy(() -> jenkins.build(build -> build.run(step))).isInstanceOf(AbortException.class).hasMessageContaining(sentence);
    }

    @Test
    void badRowsAreKeptWithTheBuildAndTakenOutOfTheDataWhenTheyAreFew() throws Exception {
        MlDatasetStep step = new MlDatasetStep("digits", "data");
        jenkins.build(build -> {
            build.workspace.child("data/train/data.csv").write(rows(0, 99) + "99,t,m,0,1,0,0.5\n", "UTF-8");
            assertThatThrownBy(() -> build.run(step)).hasMessageContaining("invalid: 1 of 100 rows are no samples (at most 0.0%)");
            assertThat(build.workspace.child("data/train/data.csv").readToString()).as("left as it is").contains("99,t,m");
            assertThat(build.run.getRootDir().toPath().resolve("mlcd/quarantine-digits.csv")).content().contains("has 7 fields, but the header has 8");
        });
        step.setChecks(Map.of("invalid", 0.01));
        jenkins.build(build -> {
            build.workspace.child("data/train/data.csv").write(rows(0, 99) + "99,t,m,0,1,0,0.5\n", "UTF-8");
            Map<?, ?> result = (Map<?, ?>) build.run(step);
            assertThat(result.get("quarantined")).isEqualTo(1);
            assertThat(result.get("schema")).isEqualTo(1);
            assertThat(build.workspace.child("data/train/data.csv").readToString()).isEqualTo(rows(0, 99));
            assertThat(build.log()).contains("in mlcd/quarantine-digits.csv");
            build.run(step);
            assertThat(build.run.getRootDir().toPath().resolve("mlcd/dataset.json")).content()
                    .as("done again, it still tells of them").contains("quarantine-digits.csv").contains("the number of fields is not that of the header");
        });
        MlDatasetStep wrong = new MlDatasetStep("digits", "data");
        wrong.setSchema("maybe");
        assertMistake("schema 'maybe' is none of infer, check, accept", wrong);
    }
}
