package io.jenkins.plugins.mlcd.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.mlcd.cli.AlertsCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import picocli.CommandLine;

class AlertRulesTest {

    private static final URI WEBHOOK = URI.create("https://jenkins.example.org/mlcd/webhook/alertmanager");

    @TempDir
    private Path directory;

    static AlertOptions options(String model) {
        return new AlertOptions(model, Duration.ofMinutes(5), 0.1, 0.25, 0.5, 0.05, Duration.ofSeconds(1));
    }

    private static String promtool(String tool, String... arguments) throws Exception {
        Path program = RealServer.program(tool).orElse(null);
        assumeTrue(program != null, "left out, because " + tool + " is not installed");
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    @ParameterizedTest
    @ValueSource(strings = {"digits", "churn-v2.eu_west"})
    void prometheusAcceptsTheRules(String model) throws Exception {
        Path file = Files.writeString(directory.resolve("rules.yml"), new AlertRules(options(model)).yaml());

        assertThat(promtool("promtool", "check", "rules", file.toString())).contains("SUCCESS: 13 rules found");
    }

    /** Rules are tried as Prometheus itself tries them: figures in, alerts out. */
    @Test
    void alertsFireForTheirOwnModelAndAfterAWhileOnly() throws Exception {
        Files.writeString(directory.resolve("rules.yml"), new AlertRules(options("digits")).yaml());
        Path test = Files.writeString(directory.resolve("test.yml"), """
                rule_files: [rules.yml]
                evaluation_interval: 30s
                tests:
                  - interval: 30s
                    input_series:
                      - {series: 'mlcd_window_unexpected_ratio{model="digits:4",instance="a"}', values: '0.4x40'}
                      - {series: 'mlcd_window_unexpected_ratio{model="letters:4",instance="b"}', values: '0.4x40'}
                      - {series: 'mlcd_window_stability_index_max{model="digits:4"}', values: '0.1x40'}
                      - {series: 'mlcd_ready{model="digits:4"}', values: '1x40'}
                      - {series: 'mlcd_requests_total{model="digits:4",code="200"}', values: '0+100x40'}
                      - {series: 'mlcd_requests_total{model="digits:4",code="400"}', values: '0+900x40'}
                      - {series: 'mlcd_requests_total{model="digits:4",code="500"}', values: '0+10x40'}
                    alert_rule_test:
                      - eval_time: 4m
                        alertname: ModelUnexpectedValues
                      - eval_time: 10m
                        alertname: ModelUnexpectedValues
                        exp_alerts:
                          - exp_labels: {severity: critical, model_name: digits, model: 'digits:4'}
                            exp_annotations: {summary: 'digits:4: 40% of the inputs are of a kind that the model was not trained on'}
                      - eval_time: 12m
                        alertname: ModelErrorsHigh
                        exp_alerts:
                          - exp_labels: {severity: critical, model_name: digits, model: 'digits:4'}
                            exp_annotations: {summary: 'digits:4: 9.091% of the requests fail'}
                      - {eval_time: 15m, alertname: ModelDriftHigh}
                      - {eval_time: 15m, alertname: ModelNotServed}
                  - interval: 30s
                    input_series:
                      - {series: 'mlcd_ready{model="letters:4"}', values: '1x40'}
                    alert_rule_test:
                      - eval_time: 10m
                        alertname: ModelNotServed
                        exp_alerts:
                          - exp_labels: {severity: critical, model_name: digits}
                            exp_annotations: {summary: 'no server of digits is ready'}
                """);

        promtool("promtool", "test", "rules", test.toString());
    }

    @Test
    void alertmanagerAcceptsTheRoute() throws Exception {
        Path file = Files.writeString(directory.resolve("alertmanager.yml"), AlertmanagerRoute.yaml(options("digits"), WEBHOOK, directory.resolve("token").toString()));

        assertThat(promtool("amtool", "check-config", file.toString())).contains("SUCCESS", "2 receivers");
        assertThat(promtool("amtool", "config", "routes", "test", "--config.file=" + file, "model_name=digits")).contains("jenkins-digits");
        assertThat(promtool("amtool", "config", "routes", "test", "--config.file=" + file, "model_name=letters")).contains("nobody");
    }

    /** Each figure that the dashboard draws is one that a rule records or a server gives. */
    @Test
    void theDashboardDrawsWhatThereIs() {
        JsonNode dashboard = Dashboard.json(options("digits"));
        Set<String> known = new HashSet<>(List.of("mlcd_window_stability_index", "mlcd_predictions_total", "mlcd_queue_length"));
        Object rules = new Load(LoadSettings.builder().build()).loadFromString(new AlertRules(options("digits")).yaml());
        Matcher recorded = Pattern.compile("record=([^,}]+)").matcher(rules.toString());
        while (recorded.find()) {
            known.add(recorded.group(1));
        }

        assertThat(dashboard.get("panels")).hasSize(9).allSatisfy(panel -> {
            String query = panel.get("targets").get(0).get("expr").asText();
            assertThat(known).anySatisfy(name -> assertThat(query).contains(name + "{model=~\"digits:.+\"}"));
            assertThat(panel.get("title").asText()).isNotBlank();
        });
        assertThat(dashboard.get("panels").findValues("gridPos")).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "digits:42", "a b", "di\"gits", "-x"})
    void refusesWhatIsNoNameOfAModel(String model) {
        assertThatThrownBy(() -> options(model)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("model '" + model + "'");
    }

    @Test
    void theCommandPrintsOnePartOrWritesAll() throws IOException {
        assertThat(alerts("--model", "digits", "--for", "1m", "--stability", "0.3")).contains("for: 1m", "mlcd:window_stability_index:max{model=~\"digits:.+\"} > 0.3");
        assertThat(alerts("--model", "digits", "--print", "alertmanager", "--webhook", "http://127.0.0.1:8080/mlcd/webhook/alertmanager"))
                .contains("url: 'http://127.0.0.1:8080/mlcd/webhook/alertmanager'");
        alerts("--model", "digits", "--output", directory.resolve("out").toString());
        assertThat(directory.resolve("out").toFile().list()).containsExactlyInAnyOrder("digits.rules.yml", "digits.alertmanager.yml", "digits.dashboard.json");
        assertThat(alerts("--model", "digits", "--errors", "2")).contains("errors must be above 0 and at most 1, but is 2.0");
    }

    private static String alerts(String... arguments) {
        StringWriter said = new StringWriter();
        new CommandLine(new AlertsCommand())
                .setOut(new PrintWriter(said, true))
                .setErr(new PrintWriter(said, true))
                .setExecutionExceptionHandler((error, command, parsed) -> {
                    command.getErr().println(error.getMessage());
                    return 2;
                })
                .execute(arguments);
        return said.toString();
    }
}
