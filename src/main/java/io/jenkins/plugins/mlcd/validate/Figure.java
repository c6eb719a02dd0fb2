package io.jenkins.plugins.mlcd.validate;

import io.jenkins.plugins.mlcd.stats.Interval;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A metric as an evaluator reported it.
 *
 * @param value the figure; NaN when what was reported is no finite number
 * @param interval its one-sided bounds, each at the confidence of the gate; absent when the evaluator does not tell
 * @param samples from how many measurements; absent when the evaluator does not tell
 * @param ratio the figure divided by the baseline's, measured side by side; absent when the two were measured apart
 */
public record Figure(double value, Optional<Interval> interval, OptionalLong samples, Optional<Figure> ratio) {

    /** A plain number. */
    public static Figure of(double value) {
        return new Figure(value, Optional.empty(), OptionalLong.empty(), Optional.empty());
    }

    /** A number with its interval. */
    public static Figure of(double value, Interval interval) {
        return new Figure(value, Optional.of(interval), OptionalLong.empty(), Optional.empty());
    }
}
