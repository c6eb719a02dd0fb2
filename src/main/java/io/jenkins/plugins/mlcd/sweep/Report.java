package io.jenkins.plugins.mlcd.sweep;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One line that a trial reported.
 *
 * @param step a counter that rises (epoch, round), at least 0; empty when the line has none
 * @param metrics figures by name; {@code NaN} stands for every number that is not finite
 * @param resources what the trial used: numbers or short text
 * @param model where the trainer has put the trial's model itself: a URI such as {@code s3://models/digits/7}
 */
public record Report(OptionalInt step, Map<String, Double> metrics, Map<String, Object> resources, Optional<String> model) {

    public Report {
        metrics = Map.copyOf(metrics);
        resources = Map.copyOf(resources);
    }

    /** A report that says nothing of a model. */
    public Report(OptionalInt step, Map<String, Double> metrics, Map<String, Object> resources) {
        this(step, metrics, resources, Optional.empty());
    }

    /**
     * A report of one figure.
     *
     * @throws IllegalArgumentException when {@code metric} is not a name of a metric
     */
    public static Report of(String metric, double value, OptionalInt step) {
        return new Report(step, Map.of(ReportParser.requireMetric(metric), Double.isFinite(value) ? value : Double.NaN), Map.of());
    }

    /** Its step, or the one after the last that the trial has reported; the first one is 0. */
    int stepIn(Trial trial) {
        return step.orElse(trial.reported().isEmpty() ? 0 : trial.reported().lastKey() + 1);
    }

    /**
     * Whether the trial has reported the same of the same step already: a trainer may both print a report and append it to the file.
     *
     * @param metric the study's
     */
    boolean repeats(Trial trial, String metric) {
        return step.isPresent()
                && metrics.getOrDefault(metric, 0.0).equals(trial.reported().get(step.getAsInt()))
                && trial.metrics().entrySet().containsAll(metrics.entrySet());
    }
}
