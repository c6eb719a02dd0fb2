package io.jenkins.plugins.mlcd.monitor.profile;

import java.util.Arrays;

/** A {@link ConfidenceHistogram} while it is gathered. */
final class ConfidenceBins {

    private final long[] counts = new long[ConfidenceHistogram.BINS];
    private final long[] labelled = new long[ConfidenceHistogram.BINS];
    private final long[] correct = new long[ConfidenceHistogram.BINS];
    private final double[] sums = new double[ConfidenceHistogram.BINS];

    /** Adds those of {@code size} confidences from {@code start} that are numbers. */
    void add(double[] confidences, int start, int size) {
        for (int i = start; i < start + size; i++) {
            if (Double.isFinite(confidences[i])) {
                counts[ConfidenceHistogram.bin(confidences[i])]++;
            }
        }
    }

    void addLabel(double confidence, boolean right) {
        if (Double.isFinite(confidence)) {
            int bin = ConfidenceHistogram.bin(confidence);
            labelled[bin]++;
            correct[bin] += right ? 1 : 0;
            sums[bin] += Math.max(0, Math.min(1, confidence));
        }
    }

    ConfidenceHistogram build() {
        return new ConfidenceHistogram(
                Arrays.stream(counts).boxed().toList(), Arrays.stream(labelled).boxed().toList(),
                Arrays.stream(correct).boxed().toList(), Arrays.stream(sums).boxed().toList());
    }
}
