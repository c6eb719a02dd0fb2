package io.jenkins.plugins.mlcd.prometheus;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.record.Json;
import java.util.List;

/** A Grafana dashboard of a model's servers, by version (grafana.com/docs/grafana/latest/dashboards/build-dashboards/view-dashboard-json-model). */
public final class Dashboard {

    private static final int COLUMNS = 3;
    private static final int WIDTH = 8;
    private static final int HEIGHT = 8;

    private Dashboard() {}

    private record Panel(String title, String unit, String query, String legend, double limit) {}

    public static ObjectNode json(AlertOptions options) {
        String series = options.matcher();
        List<Panel> panels = List.of(
                new Panel("Requests a second", "reqps", "mlcd:requests:rate5m{" + series + "}", "{{model}}", Double.NaN),
                new Panel("Failed requests", "percentunit", "mlcd:request_errors:ratio_rate5m{" + series + "}", "{{model}}", options.errors()),
                new Panel("Latency, 99th percentile", "s", "mlcd:request_seconds:p99_rate5m{" + series + "}", "{{model}}", options.latency().toMillis() / 1e3),
                new Panel("Mean confidence", "percentunit", "mlcd:confidence:mean_rate5m{" + series + "}", "{{model}}", options.confidence()),
                new Panel("Accuracy by true labels, one hour", "percentunit", "mlcd:accuracy:ratio_rate1h{" + series + "}", "{{model}}", Double.NaN),
                new Panel("Inputs that the model was not trained on", "percentunit", "mlcd:window_unexpected:ratio_max{" + series + "}", "{{model}}",
                        options.unexpected()),
                new Panel("Stability index by feature", "none", "max by (model, feature) (mlcd_window_stability_index{" + series + "})",
                        "{{model}} {{feature}}", options.stability()),
                new Panel("Predictions by class", "percentunit", "sum by (model, prediction) (rate(mlcd_predictions_total{" + series + "}[5m])) / on (model) group_left sum by (model) (rate(mlcd_predictions_total{"
                        + series + "}[5m]))", "{{model}} {{prediction}}", Double.NaN),
                new Panel("Requests that wait for the model", "none", "sum by (model) (mlcd_queue_length{" + series + "})", "{{model}}", Double.NaN));
        ObjectNode dashboard = Json.object()
                .put("uid", "mlcd-" + Integer.toHexString(options.model().hashCode()))
                .put("title", "Model " + options.model())
                .put("schemaVersion", 38)
                .put("editable", true)
                .put("refresh", "30s");
        dashboard.putArray("tags").add("mlcd");
        dashboard.putObject("time").put("from", "now-6h").put("to", "now");
        dashboard.putObject("templating").putArray("list").addObject().put("name", "datasource").put("type", "datasource").put("query", "prometheus");
        ArrayNode list = dashboard.putArray("panels");
        for (int i = 0; i < panels.size(); i++) {
            list.add(panel(i, panels.get(i)));
        }
        return dashboard;
    }

    private static ObjectNode panel(int number, Panel panel) {
        ObjectNode json = Json.object().put("id", number + 1).put("type", "timeseries").put("title", panel.title);
        datasource(json);
        json.putObject("gridPos").put("x", number % COLUMNS * WIDTH).put("y", number / COLUMNS * HEIGHT).put("w", WIDTH).put("h", HEIGHT);
        ObjectNode target = json.putArray("targets").addObject().put("refId", "A").put("expr", panel.query).put("legendFormat", panel.legend);
        datasource(target);
        ObjectNode defaults = json.putObject("fieldConfig").putObject("defaults").put("unit", panel.unit);
        if (!Double.isNaN(panel.limit)) {
            defaults.putObject("custom").putObject("thresholdsStyle").put("mode", "line");
            ArrayNode steps = defaults.putObject("thresholds").put("mode", "absolute").putArray("steps");
            steps.addObject().put("color", "transparent").putNull("value");
            steps.addObject().put("color", "red").put("value", panel.limit);
        }
        return json;
    }

    private static void datasource(ObjectNode json) {
        json.putObject("datasource").put("type", "prometheus").put("uid", "${datasource}");
    }
}
