package io.jenkins.plugins.mlcd.labels;

import io.jenkins.plugins.mlcd.dataset.CaptureRow;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * How unsure a model was of one prediction. Where the capture has a probability a class (columns {@code p_<class>}), by the margin between its two first
 * guesses (Scheffer et al. 2001); else by a column {@code margin} or {@code entropy}; else by its confidence (Lewis and Gale 1994).
 *
 * @param value from 0 up, the larger the less sure; of one capture all are of the same kind
 * @param text for people
 */
record Uncertainty(double value, String text) {

    private static final String PROBABILITY = "p_";

    /** Sorts last: nothing is known. */
    private static final Uncertainty UNKNOWN = new Uncertainty(-1, "its confidence is not known");

    static Uncertainty of(CaptureRow row) {
        OptionalDouble margin = margin(row.more());
        if (margin.isPresent()) {
            return new Uncertainty(Math.max(0, 1 - margin.getAsDouble()), say("the model's two first guesses were %.3f apart", margin.getAsDouble()));
        }
        OptionalDouble entropy = number(row.more().get("entropy"));
        if (entropy.isPresent()) {
            return new Uncertainty(Math.max(0, entropy.getAsDouble()), say("the entropy of the model's guesses was %.3f", entropy.getAsDouble()));
        }
        return Double.isNaN(row.confidence()) ? UNKNOWN : new Uncertainty(Math.max(0, 1 - row.confidence()), say("the model's confidence was %.3f", row.confidence()));
    }

    boolean known() {
        return this != UNKNOWN;
    }

    private static OptionalDouble margin(Map<String, String> more) {
        double first = Double.NEGATIVE_INFINITY;
        double second = Double.NEGATIVE_INFINITY;
        for (Map.Entry<String, String> column : more.entrySet()) {
            OptionalDouble value = column.getKey().startsWith(PROBABILITY) ? number(column.getValue()) : OptionalDouble.empty();
            if (value.isPresent() && value.getAsDouble() > first) {
                second = first;
                first = value.getAsDouble();
            } else if (value.isPresent()) {
                second = Math.max(second, value.getAsDouble());
            }
        }
        return second >= 0 ? OptionalDouble.of(first - second) : number(more.get("margin"));
    }

    private static OptionalDouble number(String text) {
        if (text == null) {
            return OptionalDouble.empty();
        }
        try {
            double value = Double.parseDouble(text);
            return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
        } catch (NumberFormatException e) {
            return OptionalDouble.empty();
        }
    }

    private static String say(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
