package io.jenkins.plugins.mlcd.validate;

import java.util.function.ToDoubleFunction;

/**
 * A figure of one sample, whose mean over samples is a metric.
 *
 * @param what the field of the predictions that it is taken from, for messages
 * @param of the figure; NaN when the prediction does not tell
 * @param rate whether it is 0 or 1, so that its mean is a proportion
 * @param unit whether its mean lies between 0 and about 1, so that a tolerance counts in points and not in parts of the limit
 */
record Measure(String what, ToDoubleFunction<Row> of, boolean rate, boolean unit) {

    static final Measure RIGHT = new Measure("prediction", row -> row.right() ? 1 : 0, true, true);
    static final Measure WRONG = new Measure("prediction", row -> row.right() ? 0 : 1, true, true);
    static final Measure CONFIDENCE = new Measure("confidence", row -> row.confidence, false, true);
    static final Measure BRIER = new Measure("scores", Row::brier, false, true);
    static final Measure LOG_LOSS = new Measure("scores", Row::logLoss, false, false);

    /** The value of a field of numbers. */
    static Measure number(String field, int column) {
        return new Measure(field, row -> finite(row.number(column)), false, false);
    }

    private static double finite(double value) {
        return Double.isFinite(value) ? value : Double.NaN;
    }
}
