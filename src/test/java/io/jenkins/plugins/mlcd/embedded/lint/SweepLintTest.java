package io.jenkins.plugins.mlcd.embedded.lint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.mlcd.embedded.lint.PolicyReader.Placed;
import io.jenkins.plugins.mlcd.embedded.script.InvalidJenkinsfile;
import io.jenkins.plugins.mlcd.embedded.script.JenkinsfileCompiler;
import io.jenkins.plugins.mlcd.lint.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SweepLintTest {

    private static Rulebook rules;

    @BeforeAll
    static void open() throws IOException {
        rules = Rulebook.open();
    }

    @AfterAll
    static void close() throws IOException {
        rules.close();
    }

    /** {@code 12: sentence} for each error. */
    private static List<String> errors(String jenkinsfile) {
        return PolicyReader.read(new JenkinsfileCompiler(Path.of("Jenkinsfile"), jenkinsfile)).stream()
                .flatMap(placed -> placed.lint(Optional.empty()).stream().filter(Finding::isError).map(finding -> placed.line() + ": " + finding.sentence()))
                .toList();
    }

    private static String inAStage(String arguments) {
        return """
                pipeline {
                    agent none
                    stages {
                        stage('Sweep') {
                            agent { label 'gpu' }
                            steps {
                                mlSweep(%s) {
                                    sh 'python3 train.py'
                                }
                            }
                        }
                    }
                }
                """.formatted(arguments);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "space: [lr: '']                          | parameter 'lr': the range is empty",
        "space: [:]                               | the search space is empty",
        "space: [lr: '0.5..0.1']                  | parameter 'lr': ",
        "space: [n: '8..3']                       | parameter 'n': ",
        "space: [lr: '0..1 log']                  | parameter 'lr': ",
        "space: [n: '1..10 step 4']               | parameter 'n': ",
        "space: [lr: '0.0..1.0 step 0.3']         | parameter 'lr': ",
        "space: [lr: '1, 2, 2']                   | parameter 'lr': value 2 is listed twice",
        "space: [lr: 1], sampler: simulated()     | sampler: there is no SweepSampler 'simulated'; there is: grid, quasiRandom, random, tpe",
        "space: [lr: 1], sampler: 'tpe'           | sampler expects SweepSampler, but got 'tpe'",
        "space: [lr: 1], sampler: random(sed: 7)  | sampler: random has no parameter 'sed'; did you mean 'seed'?",
        "space: [lr: 1], sampler: tpe(startupTrials: 0) | startupTrials 0 must be at least 1",
        "space: [lr: 1], pruner: halving()        | pruner: there is no SweepPruner 'halving'",
        "space: [lr: '1, 2', lr: '3, 4']          | 'lr' is written twice in line 7; only the last would count",
        "space: [lr: '1, 2', LR: '3, 4']          | parameter 'LR' is there twice: 'lr' is ML_PARAM_LR as well",
        "space: [lr: 1], goal: Double.NaN, retries: -1 | retries -1 must be at least 0",
        "space: [lr: 1], goal: 'NaN'              | goal NaN is not a finite number",
        "space: [lr: 1], direction: 'up'          | direction 'up' must be 'maximize' or 'minimize'",
        "space: [lr: 1], metrics: [loss: 'minimize'] | metric and metrics are both given",
        "space: [lr: 1], algorithms: [a: [lr: 1]] | algorithms and space are both given",
        "algorithms: [net: [lr: '0.5..0.1']]      | algorithm 'net': parameter 'lr': ",
        "algorithms: [net: 'x']                   | algorithm 'net' has x for its space, but a map is expected",
        "space: [lr: 1], trialCount: 3            | mlSweep has no parameter 'trialCount'; did you mean 'maxTrialCount'?",
        "space: [lr: 1], timeout: 'soon'          | timeout 'soon' is not a duration",
        "space: [lr: 1], keep: 'some'             | keep 'some' must be",
        "space: [lr: 1], warmStart: true          | warmStart needs a sampler that learns",
        "seed: 7                                  | mlSweep has no parameter 'seed'"})
    void eachMisuseIsFoundWithItsLineInOneSentence(String arguments, String sentence) {
        List<String> errors = errors(inAStage("study: 'digits', metric: 'accuracy', maxTrialCount: 20, " + arguments));
        assertThat(errors).hasSize(1);
        assertThat(errors.get(0)).startsWith("7: " + sentence).doesNotContain("\n").doesNotContain("Exception");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "study: 's', maxTrialCount: 3, space: [x: 1]               | nothing to optimise: give metric: 'accuracy'",
        "study: 's', metric: 'NaN!', maxTrialCount: 3, space: [x: 1] | 'NaN!' is not a name of a metric",
        "study: 's', metric: '', maxTrialCount: 3, space: [x: 1]   | nothing to optimise",
        "study: 's', metrics: [:], maxTrialCount: 3, space: [x: 1] | metrics: a study has 1 to 10 metrics to optimise, not 0",
        "study: 's', metrics: [a: 'up', b: WAY], maxTrialCount: 3, space: [x: 1] | metrics: metric 'a': direction 'up' must be",
        "study: 's', metric: 'm', space: [x: 1]                    | the sampler random() never runs out: give maxTrialCount or timeout",
        "study: 's', metric: 'm', maxTrialCount: -3, space: [x: 1] | maxTrialCount -3 must be at least 1",
        "study: 's', metric: 'm', maxTrialCount: 'few', space: [x: 1] | maxTrialCount expects Integer, but got 'few'",
        "study: 's', metric: 'm', maxTrialCount: 3                 | nothing to try: give algorithms",
        "study: 'a/b', metric: 'm', maxTrialCount: 3, space: [x: 1] | study 'a/b' is not a name",
        "metric: 'm', maxTrialCount: 3, space: [x: 1]              | mlSweep needs the parameter 'study'",
        "study: 's', metric: 'm', sampler: grid(), space: [x: '0.0..1.0'] | grid() cannot try all of x: '0.0..1.0', which is continuous",
        "study: 's', metric: 'm', sampler: grid(), space: [a: '1..100', b: '1..100', c: '1..2'] | the grid has 20000 permutations",
        "study: NAME, metric: params.M, maxTrialCount: N as int, sampler: pick(), space: [x: RANGE, y: '2..1'] | parameter 'y': "})
    void whatIsMissingOrDoesNotGoTogetherIsFoundInScriptedOnesToo(String arguments, String sentence) {
        List<String> errors = errors("def pick() { random(seed: 1) }\nnode {\n  def best = mlSweep(" + arguments + ") { sh 'true' }\n}\n");
        assertThat(errors).hasSize(1);
        assertThat(errors.get(0)).startsWith("3: " + sentence);
    }

    @Test
    void anArgumentThatIsThereTwiceIsNoGroovy() {
        assertThatThrownBy(() -> errors("node {\n  mlSweep(study: 's', metric: 'm', metric: 'n') { }\n}")).isInstanceOf(InvalidJenkinsfile.class)
                .hasMessageStartingWith("Jenkinsfile:2:").hasMessageContaining("Duplicate named parameter 'metric'");
    }

    @Test
    void aDuplicateInALongCallIsFoundWithBothLines() {
        assertThat(errors("mlSweep(study: 's', metric: 'm', maxTrialCount: 2,\n  space: [lr: '1, 2',\n   width: 3,\n   lr: '4']) { }"))
                .containsExactly("1: 'lr' is written twice, in lines 2 and 4; only the last would count");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "study: \"digits-${env.BRANCH}\", metric: params.METRIC, maxTrialCount: params.TRIALS as int, space: [lr: params.RANGE]",
        "study: 's', metric: 'm', timeout: params.TIMEOUT, algorithms: [net: SPACE, tree: [depth: \"${LOW}..9\", eta: range(1, 2)]]",
        "study: 's', metric: 'm', sampler: chosen, space: SPACE",
        "study: 's', metric: 'm', sampler: chosen(), warmStart: true, space: SPACE",
        "study: 's', metric: 'm', sampler: grid(seed: SEED as long), space: [a: LIST, b: [1, N, 3]]",
        "study: 's', metric: 'm', maxTrialCount: 4, sampler: tpe(startupTrials: N), warmStart: WARM, pruner: percentile(percentile: P), space: [a: 1]",
        "study: 's', metrics: METRICS, maxTrialCount: 4, space: readYaml(file: 'space.yaml')",
        "study: 's', metrics: [(NAME): 'minimize'], maxTrialCount: 4, space: [(NAME): '1, 2']",
        "study: 's', metrics: [loss: WAY, accuracy: 'maximize'], maxTrialCount: 4, space: readJSON(file: 'space.json')",
        "study: 's', metric: 'm', direction: WAY, maxTrialCount: 4, keep: KEEP, keepModels: N, retries: N, goal: G, space: [x: 1]",
        "study: 's', metric: 'm', maxTrialCount: null, timeout: '2h', sampler: null, space: [x: [-1, 0.5], y: ['a', 'b'], z: true]",
        "settings",
        "settings + [study: 's']",
        "*: settings, study: 's'"})
    void argumentsThatAreNotWrittenOutAreNoErrors(String arguments) {
        assertThat(errors("def chosen = { random(seed: 1) }\nnode { mlSweep(" + arguments + ") { sh 'true' } }")).isEmpty();
    }

    @Test
    void judgesASweepOfJobsByTheSameRules() {
        String trials = ", trials: kubernetesJob(yaml: readFile('trial.yaml'), parallelism: 4))";
        assertThat(errors("mlSweepJobs(study: 's', metric: 'm', maxTrialCount: 4, space: [x: 1]" + trials)).isEmpty();
        assertThat(errors("mlSweepJobs(study: 's', metric: 'm', maxTrialCount: 4, space: [x: '2..1']" + trials)).hasSize(1);
    }

    @Test
    void aSamplerOfASharedLibraryIsNoError() {
        String sweep = "node { mlSweep(study: 's', metric: 'm', maxTrialCount: 2, sampler: ours(), space: [x: 1]) { } }";
        assertThat(errors(sweep)).hasSize(1);
        assertThat(errors("@Library('ml') _\n" + sweep)).isEmpty();
        assertThat(errors("library 'ml'\n" + sweep)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "mlMonitorGate(model: 'm', target: 't', interval: params.I, rules: [drift(violations: 50, within: '10m')])",
        "mlMonitorGate(model: 'm', target: 't', interval: '1m', count: params.N, rules: [drift(violations: 80, within: '2h')])",
        "mlMonitorGate(model: 'm', target: 't', count: 5, rules: [drift(violations: 9, within: params.W), drift(violations: V)])",
        "mlValidate(model: 'm', benchmarks: [benchmark(name: 'old', command: 'x'), extra], checks: ['new.accuracy >= 0.9'])",
        "mlValidate(model: 'm', benchmarks: [benchmark(name: NEW, command: 'x')], checks: ['new.accuracy >= 0.9'])"})
    void otherPoliciesWithValuesThatAreNotWrittenOutAreNoErrorsEither(String call) {
        assertThat(errors("node { " + call + " }")).isEmpty();
    }

    @Test
    void aWordOfAPolicyThatCannotBeReadIsFoundWithItsLine() {
        assertThat(errors("node {\n mlMonitorGate(model: 'm', target: 't', rules: [custom('eror_share <= 1%')])\n}").toString())
                .contains("'eror_share' is no figure of a profile; the nearest are error_share");
        assertThat(errors("node {\n mlMonitorGate(model: 'm', target: 't', rules: [latency(quantile: 99)])\n}").toString()).contains("latency needs a quantile between 0 and 1");
        assertThat(errors("node {\n mlMonitorGate(model: 'm', target: 't', rules: [custom(params.EXPRESSION), latency(quantile: params.Q)])\n}")).isEmpty();
        assertThat(errors("node {\n mlMonitorGate(model: 'm', target: 't', interval: 'soon', rules: [drift()])\n}")).hasSize(1)
                .allMatch(error -> error.startsWith("2: duration 'soon'"));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "examples/Jenkinsfile", "examples/scripted/Jenkinsfile", "examples/python/Jenkinsfile",
        "examples/kubernetes/Jenkinsfile", "examples/kubernetes/scripted/Jenkinsfile", "examples/kubernetes/jobs/Jenkinsfile"})
    void theExamplesHaveASweepAndNoError(String file) throws IOException {
        String text = Files.readString(Path.of(file));
        assertThat(PolicyReader.read(new JenkinsfileCompiler(Path.of(file), text))).extracting(Placed::step).containsAnyOf("mlSweep", "mlSweepJobs");
        assertThat(errors(text)).isEmpty();
    }
}
