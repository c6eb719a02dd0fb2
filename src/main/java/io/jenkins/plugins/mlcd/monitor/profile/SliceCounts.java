package io.jenkins.plugins.mlcd.monitor.profile;

import java.util.Map;
import java.util.Objects;

/**
 * The samples of one slice of the traffic, such as those of one country.
 *
 * @param samples with a prediction
 * @param predictions the classes that the model answered
 * @param labelled samples whose true label became known
 * @param correct those of them whose prediction was right
 */
public record SliceCounts(long samples, CategoryProfile predictions, long labelled, long correct) {

    public SliceCounts {
        Objects.requireNonNull(predictions, "predictions");
        if (samples != predictions.total() || correct < 0 || correct > labelled) {
            throw new IllegalArgumentException("no slice has " + samples + " samples, " + predictions.total() + " predictions, and "
                    + correct + " correct of " + labelled + " labelled");
        }
    }

    public static SliceCounts empty() {
        return new SliceCounts(0, new CategoryProfile(Map.of(), 0), 0, 0);
    }

    /** Of both sets of samples together. */
    public SliceCounts merge(SliceCounts other) {
        return new SliceCounts(
                samples + other.samples, predictions.merge(other.predictions), labelled + other.labelled, correct + other.correct);
    }
}
