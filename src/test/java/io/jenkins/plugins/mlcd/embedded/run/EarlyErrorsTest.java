package io.jenkins.plugins.mlcd.embedded.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.mlcd.embedded.config.RunConfigReader;
import io.jenkins.plugins.mlcd.embedded.script.UserError;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A misuse of a step ends the run before an executor is taken, a target is started or a build is made. */
class EarlyErrorsTest {

    @TempDir
    Path directory;

    private static final String TARGET = """
            targets:
              production:
                local:
                  model: digits
                  initialModel: touch STARTED
            """;

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "mlSweep(study: 's', metric: 'm', maxTrialCount: 2, space: [lr: '0.5..0.1']) { sh 'true' } | mlSweep: parameter 'lr': ",
        "mlSweep(study: 's', metric: 'm', maxTrialCount: 2, space: [lr: '1', lr: '2']) { sh 'true' } | mlSweep: 'lr' is written twice in line 3",
        "mlSweep(study: 's', metric: 'm', maxTrialCount: 2, sampler: best(), space: [x: 1]) { sh 'true' } | mlSweep: sampler: there is no SweepSampler 'best'",
        "mlCanary(model: 'digits', target: 'production', metrics: ['error_rate <= stable + 1']) | mlCanary: 'error_rate <= stable + 1' can never fail"})
    void aMisuseTakesNoExecutorAndStartsNoTarget(String step, String sentence) throws Exception {
        Path marker = directory.resolve("started");
        Path config = Files.writeString(directory.resolve("mlcd.yaml"), TARGET.replace("STARTED", marker.toString()));
        Runs runs = new Runs(directory);
        RunRequest plain = runs.request("node {\n  def target = 'production'\n  " + step + "\n}\n", Map.of(), false);
        RunRequest request = new RunRequest(plain.jenkinsfile(), plain.home(), plain.job(), 1, Map.of(), false, 1, RunConfigReader.read(config));
        assertThatThrownBy(() -> runs.run(request)).isInstanceOf(UserError.class).hasMessageStartingWith("Jenkinsfile:3: " + sentence)
                .satisfies(error -> assertThat(error.getMessage()).hasLineCount(1));
        assertThat(marker).doesNotExist();
        assertThat(runs.home().resolve("workspace")).doesNotExist();
        assertThat(runs.home().resolve("targets")).doesNotExist();
        assertThat(runs.home().resolve("jobs/job")).doesNotExist();
    }

    @Test
    void anErrorThatDependsOnAValueNotWrittenOutIsLeftToTheStep() throws Exception {
        Runs.Outcome outcome = new Runs(directory).run("""
                def range = '0.5..0.1'
                node { mlSweep(study: 's', metric: 'm', maxTrialCount: 2, space: [lr: range]) { sh 'true' } }
                """);
        assertThat(outcome.text()).contains("mlSweep: parameter 'lr': ");
        assertThat(outcome.result()).isEqualTo("FAILURE");
    }
}
