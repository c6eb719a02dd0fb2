package io.jenkins.plugins.mlcd.prometheus;

import io.jenkins.plugins.mlcd.target.TargetMetrics.Counters;
import java.util.Map;

/** Which counters of a Prometheus server tell what a version did, and what they mean. */
public interface MetricSource {

    /** An instant vector selector for all of its counters, as a template whose placeholders are filled for each version. */
    QueryTemplate selector();

    /** The cumulative figures that follow from the counters, by their names and labels. */
    Counters counters(String role, Totals totals);
}
