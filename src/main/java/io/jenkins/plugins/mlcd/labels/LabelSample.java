package io.jenkins.plugins.mlcd.labels;

import io.jenkins.plugins.mlcd.dataset.CaptureRow;
import java.io.Serializable;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A captured sample that a person is to look at.
 *
 * @param content SHA-256 of its values, 64 hexadecimal digits: what it is called
 * @param request id of the request that brought it
 * @param capturedAt when it was answered
 * @param servedBy the model that answered
 * @param prediction what that said
 * @param sureness how confident it was, 0 to 1; NaN when that is not known
 * @param input its values, as in capture files
 * @param group predicted class and slices, among which the budget was shared
 * @param why it was chosen or set aside
 * @param score by which it was; NaN for none
 * @param reason the same in one sentence
 */
public record LabelSample(
        String content, String request, String capturedAt, String servedBy, String prediction, double sureness, String input, String group, Why why,
        double score, String reason)
        implements Serializable {

    private static final long serialVersionUID = 1L;

    /** What made a sample worth a look. */
    public enum Why {
        /** The model was least sure of it. */
        LEAST_CONFIDENT("leastConfident"),
        /** It is far from the training data and from what else was chosen. */
        MOST_NOVEL("mostNovel"),
        /** Drawn by lot, so that what is labelled tells of the rest, too. */
        AT_RANDOM("atRandom"),
        /** Set aside: it is like nothing else, or no input at all. */
        OUTLIER("outlier");

        private final String word;

        Why(String word) {
            this.word = word;
        }

        /** As the log names it. */
        public String word() {
            return word;
        }

        static Why of(String word) {
            for (Why why : values()) {
                if (why.word.equals(word)) {
                    return why;
                }
            }
            throw new IllegalArgumentException("'" + word + "' is no reason to label a sample");
        }
    }

    static LabelSample of(CaptureRow row, String group, Why why, double score, String reason) {
        return new LabelSample(row.content(), row.id(), row.at(), row.model(), row.prediction(), row.confidence(), InputText.of(row.values()), group, why, score, reason);
    }

    public float[] values() {
        return InputText.parse(input);
    }

    /** How confident the model was; empty when that is not known. */
    public OptionalDouble confidence() {
        return Double.isNaN(sureness) ? OptionalDouble.empty() : OptionalDouble.of(sureness);
    }

    Optional<Double> finiteScore() {
        return Double.isNaN(score) ? Optional.empty() : Optional.of(score);
    }
}
