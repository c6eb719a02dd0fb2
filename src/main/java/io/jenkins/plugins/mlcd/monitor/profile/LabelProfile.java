package io.jenkins.plugins.mlcd.monitor.profile;

import java.util.Map;
import java.util.Objects;

/**
 * What became known of true labels.
 *
 * @param count samples with a label and a prediction
 * @param correct those of them whose prediction is the label
 * @param classes samples by true label
 */
public record LabelProfile(long count, long correct, CategoryProfile classes) {

    public LabelProfile {
        Objects.requireNonNull(classes, "classes");
        if (correct < 0 || correct > count || classes.total() < count) {
            throw new IllegalArgumentException(correct + " correct of " + count + " samples with " + classes.total() + " labels cannot be");
        }
    }

    public static LabelProfile empty() {
        return new LabelProfile(0, 0, new CategoryProfile(Map.of(), 0));
    }

    /** Share of correct predictions, 0..1; NaN when no label is known. */
    public double accuracy() {
        return (double) correct / count;
    }

    /** Of both sets of samples together. */
    public LabelProfile merge(LabelProfile other) {
        return new LabelProfile(count + other.count, correct + other.correct, classes.merge(other.classes));
    }
}
