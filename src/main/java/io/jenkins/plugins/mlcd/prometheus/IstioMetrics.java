package io.jenkins.plugins.mlcd.prometheus;

import io.jenkins.plugins.mlcd.target.TargetMetrics.Confidence;
import io.jenkins.plugins.mlcd.target.TargetMetrics.Counters;
import io.jenkins.plugins.mlcd.target.TargetMetrics.Labelled;

/**
 * Istio's standard metrics {@code istio_requests_total} and {@code istio_request_duration_milliseconds}
 * (istio.io/latest/docs/reference/config/metrics): errors and latency, as the proxies beside the servers count them. They know
 * neither confidence nor labels. An answer of 500 and above, and a request without an answer unless its client had gone, is an error; 4xx is in none.
 *
 * @param selector of the workload of a version
 */
public record IstioMetrics(QueryTemplate selector) implements MetricSource {

    /** What tells the workload of a version: its name in its namespace. */
    public static final String BY_WORKLOAD = "destination_workload=\"{{workload}}\",destination_workload_namespace=\"{{namespace}}\"";

    /** What tells it by the label {@code version} of its pods, as the subsets of a destination rule do. */
    public static final String BY_VERSION = "destination_service_name=\"{{service}}\",destination_version=\"{{podVersion}}\",destination_workload_namespace=\"{{namespace}}\"";

    /** @param matchers label matchers, such as {@link #BY_WORKLOAD} */
    public static IstioMetrics matching(String matchers) {
        return new IstioMetrics(new QueryTemplate(
                "{__name__=~\"istio_requests_total|istio_request_duration_milliseconds_(bucket|sum)\",reporter=\"destination\"," + matchers + "}"));
    }

    @Override
    public Counters counters(String role, Totals totals) {
        return new Counters(
                role,
                totals.count("istio_requests_total", figure -> !mistake(figure)),
                totals.count("istio_requests_total", IstioMetrics::error),
                totals.latency("istio_request_duration_milliseconds", 1, figure -> !mistake(figure)),
                new Confidence(0, 0, 0),
                new Labelled(0, 0));
    }

    private static boolean error(Totals.Figure figure) {
        return figure.label("response_code").startsWith("5") || unanswered(figure) && !clientGone(figure);
    }

    private static boolean mistake(Totals.Figure figure) {
        return figure.label("response_code").startsWith("4") || unanswered(figure) && clientGone(figure);
    }

    private static boolean unanswered(Totals.Figure figure) {
        return figure.label("response_code").equals("0");
    }

    /** Envoy's flag for a downstream that ended the connection. */
    private static boolean clientGone(Totals.Figure figure) {
        return figure.label("response_flags").contains("DC");
    }
}
