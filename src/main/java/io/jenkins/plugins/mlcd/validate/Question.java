package io.jenkins.plugins.mlcd.validate;

import io.jenkins.plugins.mlcd.expression.Metric;
import java.util.Optional;

/**
 * A metric that can be derived from predictions.
 *
 * @param metric as a check names it
 * @param measure of which it is the mean; for a calibration error the confidence
 * @param selection of the samples
 * @param kind how it is made of the measure
 */
record Question(Metric metric, Measure measure, Selection selection, Kind kind) {

    enum Kind {
        /** The mean over samples that are the same for both models. */
        MEAN,
        /** The mean over samples that each model selects by its own prediction. */
        OWN_SAMPLES,
        /** The expected calibration error. */
        CALIBRATION
    }

    /**
     * The question that {@code metric} asks; empty when it is known from the metrics file only.
     *
     * @throws IllegalArgumentException when the metric is known here, but its selector does not fit
     */
    static Optional<Question> of(Metric metric, Columns columns) {
        return switch (metric.name()) {
            case "accuracy" -> Optional.of(sliced(metric, Measure.RIGHT, columns));
            case "error_rate" -> Optional.of(sliced(metric, Measure.WRONG, columns));
            case "confidence" -> Optional.of(sliced(metric, Measure.CONFIDENCE, columns));
            case "brier" -> Optional.of(sliced(metric, Measure.BRIER, columns));
            case "log_loss" -> Optional.of(sliced(metric, Measure.LOG_LOSS, columns));
            case "ece" -> Optional.of(calibration(sliced(metric, Measure.CONFIDENCE, columns)));
            case "recall" -> ofClass(metric, Columns.LABEL, Kind.MEAN, columns);
            case "precision" -> ofClass(metric, Columns.PREDICTION, Kind.OWN_SAMPLES, columns);
            default -> field(metric, columns);
        };
    }

    private static Question sliced(Metric metric, Measure measure, Columns columns) {
        if (metric.selector().isEmpty()) {
            return new Question(metric, measure, Selection.ALL, Kind.MEAN);
        }
        Metric.Selector selector = metric.selector().get();
        require(metric, "slice".equals(selector.key()), "[slice=field:value]");
        return new Question(metric, measure, Selection.slice(metric, selector.value(), columns), Kind.MEAN);
    }

    private static Question calibration(Question sliced) {
        if (sliced.family()) {
            throw new IllegalArgumentException("'" + sliced.metric + "': a calibration error has no family of slices; name one slice");
        }
        return new Question(sliced.metric, sliced.measure, sliced.selection, Kind.CALIBRATION);
    }

    private static Optional<Question> ofClass(Metric metric, int column, Kind kind, Columns columns) {
        return metric.selector().map(selector -> {
            require(metric, "class".equals(selector.key()), "[class=...]");
            return new Question(metric, Measure.RIGHT, Selection.ofClass(selector.value(), column, columns), kind);
        });
    }

    /** A name that means nothing here may be a field of numbers; a selector that means nothing here is the evaluator's own. */
    private static Optional<Question> field(Metric metric, Columns columns) {
        boolean known = metric.selector().isEmpty() || "slice".equals(metric.selector().get().key());
        return known
                ? Optional.of(sliced(metric, Measure.number(metric.name(), columns.figure(metric.name())), columns))
                : Optional.empty();
    }

    private static void require(Metric metric, boolean fits, String form) {
        if (!fits) {
            throw new IllegalArgumentException("'" + metric + "': write '" + metric.name() + form + "'");
        }
    }

    /** Whether it is asked of every slice of a field. */
    boolean family() {
        return selection.family().isPresent();
    }
}
