package io.jenkins.plugins.mlcd.prometheus;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.Collections;

/**
 * One series of an answer: its labels, and its samples in the order of time. An instant query gives one sample a series, a
 * range selector those that were scraped, a range query one a step.
 *
 * @param labels with the metric's name as {@code __name__} when the query kept it
 * @param samples at least one
 */
public record Series(Map<String, String> labels, List<Sample> samples) {

    public static final String NAME = "__name__";

    /**
     * A value at a time.
     *
     * @param seconds since the epoch
     * @param value any number, NaN and infinities among them
     */
    public record Sample(double seconds, double value) {}

    public Series {
        labels = Collections.unmodifiableMap(new TreeMap<>(labels));
        samples = List.copyOf(samples);
        if (samples.isEmpty()) {
            throw new IllegalArgumentException("the series " + labels + " has no samples");
        }
    }

    public String name() {
        return labels.getOrDefault(NAME, "");
    }

    /** The label's value, empty where there is none, as Prometheus has it. */
    public String label(String label) {
        return labels.getOrDefault(label, "");
    }

    public Sample last() {
        return samples.get(samples.size() - 1);
    }
}
