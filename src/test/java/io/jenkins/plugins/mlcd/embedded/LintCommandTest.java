package io.jenkins.plugins.mlcd.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class LintCommandTest {

    private static final String PIPELINE = """
            pipeline {
                agent any
                stages {
                    stage('Validate') {
                        steps {
                            mlValidate(model: 'digits', confidence: 0.9,
                                       benchmarks: [benchmark(name: 'old', command: 'mlcd evaluate')],
                                       checks: ['old.accuracy >= 0.97', 'acuracy >= 0', params.CHECK])
                            mlCanary(model: 'digits', target: 'production', metrics: ['error_rate <= stable + 1'])
                            mlMonitorGate(model: 'digits', target: 'production', interval: params.INTERVAL, count: 3,
                                          rules: [drift(sensitivity: 'low', violations: 5), custom(query: 'up')])
                        }
                    }
                }
            }
            """;

    @TempDir
    Path dir;

    private final StringWriter out = new StringWriter();

    private int lint(String text, String... options) throws IOException {
        Path file = Files.writeString(dir.resolve("Jenkinsfile"), text);
        return lint(file, options);
    }

    private int lint(Path file, String... options) {
        String[] arguments = new String[options.length + 3];
        arguments[0] = file.toString();
        arguments[1] = "--home";
        arguments[2] = dir.resolve("home").toString();
        System.arraycopy(options, 0, arguments, 3, options.length);
        return new CommandLine(new LintCommand()).setOut(new PrintWriter(out, true)).setErr(new PrintWriter(out, true))
                .setExecutionExceptionHandler((error, line, parsed) -> {
                    out.write(error.getMessage());
                    return 2;
                })
                .execute(arguments);
    }

    private void recorded(String job, int build, String verdict, double accuracy, String low, String high) throws IOException {
        Path record = Files.createDirectories(dir.resolve("home/jobs/" + job + "/builds/" + build + "/mlcd")).resolve("validation.json");
        Files.writeString(record, """
                {"schema": "mlcd/validation", "version": 1, "model": "digits:%d", "confidence": 0.95, "verdict": "%s",
                 "benchmarks": [{"name": "old", "samples": 1500, "candidate": {"accuracy": %s}}],
                 "checks": [{"check": "old.accuracy >= 0.9", "benchmark": "old", "verdict": "%s", "value": %s, "interval": [%s, %s], "reason": ""}]}"""
                .formatted(build, verdict, accuracy, verdict, accuracy, low, high));
    }

    @Test
    void findsWhatIsWrongInEachStep() throws Exception {
        assertThat(lint(PIPELINE)).isEqualTo(1);
        assertThat(out.toString())
                .contains("Jenkinsfile:6: mlValidate: warning: 'acuracy >= 0' names 'acuracy'")
                .contains("Jenkinsfile:9: mlCanary: error: 'error_rate <= stable + 1' can never fail")
                .contains("mlMonitorGate: error: rule custom needs expression")
                .contains("mlMonitorGate: error: 'drift' can never be raised")
                .contains("mlMonitorGate: warning: 'up' may return several series")
                .contains("3 policies, 5 findings; no recorded gate to compare with")
                .doesNotContain("0.97' ");
    }

    @Test
    void findsASweepThatItsStepWouldRefuse() throws Exception {
        assertThat(lint("node {\n  mlSweep(study: 's', metric: 'm', maxTrialCount: params.N as int, space: [lr: '0..1 log']) { sh 'true' }\n}")).isEqualTo(1);
        assertThat(out.toString()).contains("Jenkinsfile:2: mlSweep: error: parameter 'lr': ").contains("1 policies, 1 findings");
    }

    @Test
    void warningsFailOnlyWhenItIsStrict() throws Exception {
        String text = "node { mlValidate(model: 'm', benchmarks: [benchmark(name: 'a', command: 'x')], checks: ['accuracy <= 0.9']) }";
        assertThat(lint(text)).isZero();
        assertThat(out.toString()).contains("passes when accuracy is bad");
        assertThat(lint(text, "--strict")).isEqualTo(1);
    }

    @Test
    void replaysTheGateOnRecordedBuilds() throws Exception {
        recorded("digits", 9, "PASS", 0.95, "0.94", "0.96");
        recorded("digits", 10, "PASS", 0.985, "0.98", "0.99");
        recorded("digits", 8, "FAIL", 0.8, "0.78", "0.82");
        assertThat(lint(PIPELINE.replace("'acuracy >= 0', ", "").replace(" + 1", "").replace(", violations: 5", "").replace(", custom(query: 'up')", "").replace("count: 3", "count: 60"), "--replay", "2"))
                .isZero();
        assertThat(out.toString())
                .containsPattern("#10 +digits:10 +PASS +PASS +all 1 checks pass")
                .containsPattern("#9 +digits:9 +PASS +FAIL +old.accuracy >= 0.97 on old: 0.95 \\(0.94 to 0.96\\) is not >= 0.97")
                .doesNotContain("#8");
    }

    @Test
    void asksForTheJobWhereThereAreSeveral() throws Exception {
        recorded("a", 1, "PASS", 0.98, "0.97", "0.99");
        recorded("b", 1, "PASS", 0.98, "0.97", "0.99");
        assertThat(lint(PIPELINE)).isEqualTo(2);
        assertThat(out.toString()).contains("by --job").contains("[a, b]");
        assertThat(lint(PIPELINE, "--job", "c")).isEqualTo(2);
        assertThat(lint(PIPELINE, "--job", "b")).isEqualTo(1);
    }

    @Test
    void aFileThatIsNoGroovyIsNamed() throws Exception {
        assertThat(lint("pipeline {")).isEqualTo(2);
        assertThat(out.toString()).contains("Jenkinsfile:1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"examples/Jenkinsfile", "examples/scripted/Jenkinsfile", "examples/python/Jenkinsfile", "examples/kubernetes/Jenkinsfile",
        "examples/kubernetes/scripted/Jenkinsfile", "examples/kubernetes/jobs/Jenkinsfile"})
    void theExamplesAreClean(String file) {
        assertThat(lint(Path.of(file), "--strict")).as(out.toString()).isZero();
    }
}
