package io.jenkins.plugins.mlcd.validate;

import io.jenkins.plugins.mlcd.expression.Metric;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/**
 * A figure that is a proportion of samples, so that the predictions tell how sure it is.
 *
 * @param metric as a check names it
 * @param counted which samples count
 * @param success which of them are successes
 * @param paired whether the same samples count for every model, so that two models can be compared on pairs
 */
record Rate(Metric metric, Predicate<Prediction> counted, Predicate<Prediction> success, boolean paired) {

    /**
     * The proportion that {@code metric} names; empty when it is no proportion known here: {@code accuracy}, {@code
     * error_rate}, each also of a slice, {@code recall[class=c]} and {@code precision[class=c]}.
     *
     * @throws IllegalArgumentException when the metric is one of these, but its selector does not fit
     */
    static Optional<Rate> of(Metric metric) {
        return switch (metric.name()) {
            case "accuracy" -> Optional.of(new Rate(metric, slice(metric), Prediction::right, true));
            case "error_rate" -> Optional.of(new Rate(metric, slice(metric), prediction -> !prediction.right(), true));
            case "recall" -> ofClass(metric, (name, prediction) -> prediction.label().equals(name), true);
            case "precision" -> ofClass(metric, (name, prediction) -> prediction.prediction().equals(name), false);
            default -> Optional.empty();
        };
    }

    private static Optional<Rate> ofClass(
            Metric metric, BiPredicate<String, Prediction> counted, boolean paired) {
        return metric.selector().map(selector -> {
            require(metric, "class".equals(selector.key()), "[class=...]");
            return new Rate(metric, prediction -> counted.test(selector.value(), prediction), Prediction::right, paired);
        });
    }

    private static Predicate<Prediction> slice(Metric metric) {
        if (metric.selector().isEmpty()) {
            return prediction -> true;
        }
        Metric.Selector selector = metric.selector().get();
        int colon = selector.value().indexOf(':');
        require(metric, "slice".equals(selector.key()) && colon > 0, "[slice=field:value]");
        String field = selector.value().substring(0, colon);
        String value = selector.value().substring(colon + 1);
        return prediction -> value.equals(prediction.slices().get(field));
    }

    private static void require(Metric metric, boolean fits, String form) {
        if (!fits) {
            throw new IllegalArgumentException("'" + metric + "': write '" + metric.name() + form + "'");
        }
    }
}
