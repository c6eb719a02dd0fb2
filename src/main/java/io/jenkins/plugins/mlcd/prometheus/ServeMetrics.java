package io.jenkins.plugins.mlcd.prometheus;

import io.jenkins.plugins.mlcd.target.TargetMetrics.Confidence;
import io.jenkins.plugins.mlcd.target.TargetMetrics.Counters;
import io.jenkins.plugins.mlcd.target.TargetMetrics.Labelled;
import java.util.function.Predicate;

/**
 * The metrics of {@code mlcd serve} (docs/reference/model-server.md): errors, latency, confidence and accuracy by true labels. A
 * client's own mistake (4xx) is in none of them.
 *
 * @param selector of the servers of a version, with the label {@code model}
 */
public record ServeMetrics(QueryTemplate selector) implements MetricSource {

    private static final Predicate<Totals.Figure> ALL = figure -> true;

    /** @param matchers further label matchers, such as {@code job="models"}; empty for none */
    public static ServeMetrics matching(String matchers) {
        return new ServeMetrics(new QueryTemplate("{__name__=~\"mlcd_requests_total|mlcd_request_seconds_(bucket|sum)|mlcd_confidence_ratio_(sum|count|bucket)"
                + "|mlcd_confidence_squares_total|mlcd_feedback_total|mlcd_calibration_total|" + CounterTotals.START_TIME + "\",model=\"{{version}}\""
                + (matchers.isBlank() ? "" : "," + matchers) + "}"));
    }

    @Override
    public Counters counters(String role, Totals totals) {
        return new Counters(
                role,
                totals.count("mlcd_requests_total", figure -> !figure.label("code").startsWith("4")),
                totals.count("mlcd_requests_total", figure -> figure.label("code").startsWith("5")),
                totals.latency("mlcd_request_seconds", 1_000, ALL),
                new Confidence(
                        totals.count("mlcd_confidence_ratio_count", ALL), totals.sum("mlcd_confidence_ratio_sum"), totals.sum("mlcd_confidence_squares_total")),
                new Labelled(
                        totals.count("mlcd_feedback_total", figure -> !figure.label("result").equals("unknown")),
                        totals.count("mlcd_feedback_total", figure -> figure.label("result").equals("correct"))),
                totals.calibration("mlcd_confidence_ratio", "mlcd_calibration_total"));
    }
}
