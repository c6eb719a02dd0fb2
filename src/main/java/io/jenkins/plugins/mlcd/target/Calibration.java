package io.jenkins.plugins.mlcd.target;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.ArrayList;
import java.util.List;

/**
 * Predictions by bins of the confidence that the model stated, and how many were right of those whose true label came back.
 *
 * @param bounds upper bounds of the bins, ascending, each its bin's own; the last bin goes from there to 1
 * @param counts predictions by bin, one more than there are bounds
 * @param labelled those whose true label came back, by bin; they may be of earlier predictions
 * @param correct the right ones of {@code labelled}, by bin
 */
public record Calibration(List<Double> bounds, List<Long> counts, List<Long> labelled, List<Long> correct) {

    public static final Calibration NONE = new Calibration(List.of(), List.of(), List.of(), List.of());

    public Calibration {
        bounds = bounds == null ? List.of() : List.copyOf(bounds);
        counts = counts == null ? List.of() : List.copyOf(counts);
        labelled = labelled == null ? List.of() : List.copyOf(labelled);
        correct = correct == null ? List.of() : List.copyOf(correct);
        int bins = counts.isEmpty() ? 0 : bounds.size() + 1;
        if (counts.size() != bins || labelled.size() != bins || correct.size() != bins) {
            throw new IllegalArgumentException("calibration has " + counts.size() + " counts, " + labelled.size() + " labelled and " + correct.size()
                    + " correct for " + bounds.size() + " bounds; each must have one more");
        }
    }

    /** Whether it has no bins, because they are not counted. */
    @JsonIgnore
    public boolean isEmpty() {
        return counts.isEmpty();
    }

    /** The middles of the bins. */
    public List<Double> middles() {
        List<Double> middles = new ArrayList<>(counts.size());
        for (int bin = 0; bin < counts.size(); bin++) {
            double low = bin == 0 ? 0 : bounds.get(bin - 1);
            middles.add((low + (bin < bounds.size() ? bounds.get(bin) : 1)) / 2);
        }
        return middles;
    }

    /** What was added since {@code earlier}; {@link #NONE} when this does not follow on it: other bins, or a count that fell. */
    public Calibration since(Calibration earlier) {
        if (earlier.isEmpty() || isEmpty()) {
            return this;
        }
        if (!bounds.equals(earlier.bounds)) {
            return NONE;
        }
        Calibration since = new Calibration(bounds, add(counts, earlier.counts, -1), add(labelled, earlier.labelled, -1), add(correct, earlier.correct, -1));
        return since.sound() ? since : NONE;
    }

    /** Both together; what has other bins is left out. */
    public Calibration plus(Calibration other) {
        if (isEmpty()) {
            return other;
        }
        return bounds.equals(other.bounds) && !other.isEmpty()
                ? new Calibration(bounds, add(counts, other.counts, 1), add(labelled, other.labelled, 1), add(correct, other.correct, 1))
                : this;
    }

    private boolean sound() {
        for (int bin = 0; bin < counts.size(); bin++) {
            if (counts.get(bin) < 0 || correct.get(bin) < 0 || correct.get(bin) > labelled.get(bin)) {
                return false;
            }
        }
        return true;
    }

    private static List<Long> add(List<Long> some, List<Long> others, int sign) {
        List<Long> sums = new ArrayList<>(some.size());
        for (int bin = 0; bin < some.size(); bin++) {
            sums.add(some.get(bin) + sign * others.get(bin));
        }
        return sums;
    }
}
