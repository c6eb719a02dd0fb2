package io.jenkins.plugins.mlcd.monitor.profile;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How sure a model was, in {@value #BINS} bins of equal width over 0..1 and, where true labels became known, how often it was
 * right in each: its calibration.
 *
 * @param counts samples by bin; of those for which the model gave a confidence
 * @param labelled samples by bin whose true label became known
 * @param correct those of them whose prediction was right
 * @param sums of the confidences of the labelled samples, by bin
 */
public record ConfidenceHistogram(List<Long> counts, List<Long> labelled, List<Long> correct, List<Double> sums) {

    public static final int BINS = 20;

    private static final ConfidenceHistogram EMPTY = new ConfidenceHistogram(zeros(), zeros(), zeros(), Collections.nCopies(BINS, 0.0));

    public ConfidenceHistogram {
        counts = List.copyOf(counts);
        labelled = List.copyOf(labelled);
        correct = List.copyOf(correct);
        sums = List.copyOf(sums);
        for (List<?> list : List.of(counts, labelled, correct, sums)) {
            if (list.size() != BINS) {
                throw new IllegalArgumentException("a confidence histogram has " + BINS + " bins, but not " + list.size());
            }
        }
        for (int bin = 0; bin < BINS; bin++) {
            if (counts.get(bin) < 0 || correct.get(bin) < 0 || correct.get(bin) > labelled.get(bin)
                    || !(sums.get(bin) >= 0 && sums.get(bin) <= labelled.get(bin) * (1 + 1e-9))) {
                throw new IllegalArgumentException("no bin has the count " + counts.get(bin) + ", " + correct.get(bin) + " correct of "
                        + labelled.get(bin) + " labelled and the sum of confidences " + sums.get(bin));
            }
        }
    }

    private static List<Long> zeros() {
        return Collections.nCopies(BINS, 0L);
    }

    public static ConfidenceHistogram empty() {
        return EMPTY;
    }

    /** The bin of a confidence, 0 to {@value #BINS} - 1; what is below 0 or above 1 belongs to the first or the last. */
    public static int bin(double confidence) {
        return Math.max(0, Math.min(BINS - 1, (int) (confidence * BINS)));
    }

    /** Samples with a confidence. */
    public long total() {
        return sum(counts);
    }

    /** Samples with a confidence whose true label became known. */
    public long totalLabelled() {
        return sum(labelled);
    }

    /** The expected calibration error (Naeini, Cooper, Hauskrecht 2015), 0..1; NaN when no label is known. */
    public double calibrationError() {
        return IntStream.range(0, BINS).mapToDouble(bin -> Math.abs(correct.get(bin) - sums.get(bin))).sum() / totalLabelled();
    }

    /** The histogram of both sets of samples together. */
    public ConfidenceHistogram merge(ConfidenceHistogram other) {
        return new ConfidenceHistogram(
                add(counts, other.counts), add(labelled, other.labelled), add(correct, other.correct),
                IntStream.range(0, BINS).mapToObj(bin -> sums.get(bin) + other.sums.get(bin)).toList());
    }

    private static List<Long> add(List<Long> a, List<Long> b) {
        return IntStream.range(0, BINS).mapToObj(bin -> a.get(bin) + b.get(bin)).toList();
    }

    private static long sum(List<Long> counts) {
        return counts.stream().mapToLong(Long::longValue).sum();
    }
}
