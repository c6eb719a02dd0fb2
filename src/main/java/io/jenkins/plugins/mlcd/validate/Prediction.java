package io.jenkins.plugins.mlcd.validate;

import java.util.Map;
import java.util.Objects;

/**
 * What a model said of one sample.
 *
 * @param id the sample; the same in every run
 * @param label the true class
 * @param prediction the class that the model chose
 * @param confidence 0 to 1; NaN when the evaluator does not tell
 * @param slices groups that the sample belongs to, such as {@code writer: new}
 */
public record Prediction(String id, String label, String prediction, double confidence, Map<String, String> slices) {

    public Prediction {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(label, "label");
        Objects.requireNonNull(prediction, "prediction");
        slices = slices == null ? Map.of() : Map.copyOf(slices);
    }

    public boolean right() {
        return label.equals(prediction);
    }
}
