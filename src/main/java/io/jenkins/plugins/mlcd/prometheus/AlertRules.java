package io.jenkins.plugins.mlcd.prometheus;

import io.jenkins.plugins.mlcd.record.Durations;
import java.util.ArrayList;
import java.util.List;

/** A file of recording and alerting rules for the servers of a model (prometheus.io/docs/prometheus/latest/configuration/recording_rules). */
public final class AlertRules {

    private final AlertOptions options;
    private final String series;

    private record Recorded(String name, String query) {}

    private record Alert(String name, String query, String severity, String summary) {}

    public AlertRules(AlertOptions options) {
        this.options = options;
        this.series = options.matcher();
    }

    public String yaml() {
        StringBuilder yaml = new StringBuilder("# Made by mlcd alerts --model " + options.model() + "\ngroups:\n");
        yaml.append("  - name: mlcd-").append(options.model()).append("-figures\n    rules:\n");
        for (Recorded rule : recorded()) {
            yaml.append("      - record: ").append(rule.name).append("\n        expr: ").append(quoted(rule.query)).append('\n');
        }
        yaml.append("  - name: mlcd-").append(options.model()).append("-alerts\n    rules:\n");
        for (Alert alert : alerts()) {
            yaml.append("      - alert: ").append(alert.name)
                    .append("\n        expr: ").append(quoted(alert.query))
                    .append("\n        for: ").append(Durations.format(options.hold()))
                    .append("\n        labels:\n          severity: ").append(alert.severity)
                    .append("\n          model_name: ").append(quoted(options.model()))
                    .append("\n        annotations:\n          summary: ").append(quoted(alert.summary)).append('\n');
        }
        return yaml.toString();
    }

    private List<Recorded> recorded() {
        List<Recorded> rules = new ArrayList<>();
        String requests = "sum by (model) (rate(mlcd_requests_total{" + series + ",code!~\"4..\"}[5m]))";
        rules.add(new Recorded("mlcd:requests:rate5m", requests));
        // Without a failure there is no series of failures, and no failures is a figure, too.
        rules.add(new Recorded("mlcd:request_errors:ratio_rate5m",
                "(sum by (model) (rate(mlcd_requests_total{" + series + ",code=~\"5..\"}[5m])) or 0 * " + requests + ") / (" + requests + " > 0)"));
        rules.add(new Recorded("mlcd:request_seconds:p99_rate5m",
                "histogram_quantile(0.99, sum by (model, le) (rate(mlcd_request_seconds_bucket{" + series + "}[5m])))"));
        rules.add(new Recorded("mlcd:confidence:mean_rate5m",
                "sum by (model) (rate(mlcd_confidence_ratio_sum{" + series + "}[5m])) / (sum by (model) (rate(mlcd_confidence_ratio_count{" + series + "}[5m])) > 0)"));
        rules.add(new Recorded("mlcd:accuracy:ratio_rate1h",
                "sum by (model) (rate(mlcd_feedback_total{" + series + ",result=\"correct\"}[1h])) / (sum by (model) (rate(mlcd_feedback_total{" + series
                        + ",result=~\"correct|wrong\"}[1h])) > 0)"));
        rules.add(new Recorded("mlcd:window_unexpected:ratio_max", "max by (model) (mlcd_window_unexpected_ratio{" + series + "})"));
        rules.add(new Recorded("mlcd:window_stability_index:max", "max by (model) (mlcd_window_stability_index_max{" + series + "})"));
        return rules;
    }

    private List<Alert> alerts() {
        String model = "{{ $labels.model }}";
        return List.of(
                new Alert("ModelUnexpectedValues", "mlcd:window_unexpected:ratio_max{" + series + "} > " + options.unexpected(), "critical",
                        model + ": {{ $value | humanizePercentage }} of the inputs are of a kind that the model was not trained on"),
                new Alert("ModelDriftHigh", "mlcd:window_stability_index:max{" + series + "} > " + options.stability(), "critical",
                        model + ": a feature has shifted from the training data, stability index {{ $value | humanize }}"),
                new Alert("ModelConfidenceLow", "mlcd:confidence:mean_rate5m{" + series + "} < " + options.confidence(), "warning",
                        model + ": the mean confidence is {{ $value | humanize }}"),
                new Alert("ModelErrorsHigh", "mlcd:request_errors:ratio_rate5m{" + series + "} > " + options.errors(), "critical",
                        model + ": {{ $value | humanizePercentage }} of the requests fail"),
                new Alert("ModelLatencyHigh", "mlcd:request_seconds:p99_rate5m{" + series + "} > " + options.latency().toMillis() / 1e3, "warning",
                        model + ": the 99th percentile of latency is {{ $value | humanizeDuration }}"),
                new Alert("ModelNotServed", "absent(mlcd_ready{" + series + "} == 1)", "critical", "no server of " + options.model() + " is ready"));
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
