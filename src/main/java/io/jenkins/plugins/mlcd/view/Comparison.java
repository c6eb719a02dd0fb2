package io.jenkins.plugins.mlcd.view;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.record.Json;
import java.util.List;

/** Trials side by side: all that is known of each, with the curves of all its metrics. */
final class Comparison {

    private static final int CURVE_POINTS = 120;
    private static final int MOST_VALUES = 60_000;

    private Comparison() {}

    /** @param wanted what was asked for; those that are not in {@code rows} are named as {@code missing} */
    static ObjectNode of(List<TrialRow> rows, List<TrialId> wanted) {
        ObjectNode json = Json.object();
        ArrayNode trials = json.putArray("trials");
        int points = points(rows);
        for (TrialRow row : rows) {
            ObjectNode trial = TrialJson.row(row).put("id", row.id()).put("metric", row.study.metric()).put("direction", row.study.minimizes() ? "minimize" : "maximize");
            if (row.curve != null) {
                ObjectNode curves = trial.putObject("curves");
                for (String metric : row.curve.metrics()) {
                    curves.set(metric, row.curve.points(metric, points));
                }
            }
            trials.add(trial);
        }
        json.set("columns", Sketch.columns(rows));
        ArrayNode missing = json.putArray("missing");
        wanted.stream().map(TrialId::toString).filter(id -> rows.stream().noneMatch(row -> row.id().equals(id))).forEach(missing::add);
        return json;
    }

    /** Fewer points a curve the more curves there are: the page stays small. */
    private static int points(List<TrialRow> rows) {
        int curves = rows.stream().filter(row -> row.curve != null).mapToInt(row -> row.curve.metrics().length).sum();
        return Math.max(8, Math.min(CURVE_POINTS, MOST_VALUES / Math.max(1, curves)));
    }
}
