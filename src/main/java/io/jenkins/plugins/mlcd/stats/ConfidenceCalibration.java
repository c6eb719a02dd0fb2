package io.jenkins.plugins.mlcd.stats;

import java.util.List;
import java.util.stream.IntStream;

/**
 * How often predictions are right for how sure the model is, learnt from labelled samples in bins of confidence. From it follows the accuracy
 * to be expected of predictions whose labels are not known: confidence-based performance estimation (CBPE; so called by NannyML, the principle is
 * Guillory et al., Predicting with confidence on unseen distributions, ICCV 2021). It assumes that what changed is which samples come, not how
 * often a sample of a given confidence is right: under a change of the concept it sees nothing.
 *
 * <p>The share right of a bin has a Beta distribution that begins with what a logistic curve through all bins says, at a weight of {@value #PRIOR}
 * samples: many labels of a bin speak for themselves, few lean on the curve, and what neither knows widens the interval. Within a bin the
 * share rises with the confidence as the curve does.
 *
 * @param labelled labelled samples by bin
 * @param correct those of them that the model got right, by bin
 * @param confidences mean confidence of the labelled samples of each bin, or its middle where there are none, 0..1
 */
public record ConfidenceCalibration(List<Long> labelled, List<Long> correct, List<Double> confidences) {

    /** Samples that the curve counts for: shares right differ from it by some 0.1. */
    private static final int PRIOR = 20;

    public ConfidenceCalibration {
        labelled = List.copyOf(labelled);
        correct = List.copyOf(correct);
        confidences = List.copyOf(confidences);
        if (labelled.isEmpty() || correct.size() != labelled.size() || confidences.size() != labelled.size()) {
            throw new IllegalArgumentException("a calibration needs as many counts of labelled, of correct and confidences, at least one, but has "
                    + labelled.size() + ", " + correct.size() + " and " + confidences.size());
        }
        for (int bin = 0; bin < labelled.size(); bin++) {
            double confidence = confidences.get(bin);
            if (correct.get(bin) < 0 || correct.get(bin) > labelled.get(bin) || !(confidence >= 0 && confidence <= 1)) {
                throw new IllegalArgumentException("no bin has " + correct.get(bin) + " correct of " + labelled.get(bin)
                        + " labelled and a mean confidence of " + confidence);
            }
        }
    }

    /** Labelled samples in all bins. */
    public long samples() {
        return labelled.stream().mapToLong(Long::longValue).sum();
    }

    /** Share of the labelled samples that were right, 0..1; NaN without any. */
    public double accuracy() {
        return (double) correct.stream().mapToLong(Long::longValue).sum() / samples();
    }

    /** The chance of being right in each bin, 0..1, for predictions of the mean confidence of its labelled samples. */
    public List<Double> chances() {
        LogisticCalibration curve = LogisticCalibration.fit(labelled, correct, confidences);
        return IntStream.range(0, labelled.size()).mapToObj(bin -> chance(bin, curve.right(confidences.get(bin)))).toList();
    }

    /** @param expected what the curve says */
    private double chance(int bin, double expected) {
        return (correct.get(bin) + PRIOR * expected) / (labelled.get(bin) + PRIOR);
    }

    /**
     * The accuracy to be expected of predictions without labels.
     *
     * @param counts predictions by the same bins
     */
    public AccuracyEstimate estimate(List<Long> counts) {
        return estimate(counts, confidences);
    }

    /**
     * As {@link #estimate(List)}, knowing where within the bins the predictions lie, too.
     *
     * @param means mean confidence of the predictions of each bin; not looked at where there are none
     */
    public AccuracyEstimate estimate(List<Long> counts, List<Double> means) {
        if (counts.size() != labelled.size() || means.size() != labelled.size()) {
            throw new IllegalArgumentException("predictions in " + counts.size() + " bins do not fit a calibration of " + labelled.size());
        }
        long total = counts.stream().mapToLong(Long::longValue).sum();
        LogisticCalibration curve = LogisticCalibration.fit(labelled, correct, confidences);
        double[] leaning = new double[counts.size()];
        double sum = 0;
        double unknown = 0;
        double chance = 0;
        for (int bin = 0; bin < counts.size(); bin++) {
            if (counts.get(bin) > 0) {
                double share = (double) counts.get(bin) / total;
                double expected = curve.right(confidences.get(bin));
                double right = chance(bin, expected);
                double here = Math.min(1, Math.max(0, right + curve.right(means.get(bin)) - expected));
                leaning[bin] = share * PRIOR / (labelled.get(bin) + PRIOR);
                sum += share * here;
                unknown += share * share * right * (1 - right) / (labelled.get(bin) + PRIOR + 1);
                chance += share * here * (1 - here) / total;
            }
        }
        return new AccuracyEstimate(total, total == 0 ? Double.NaN : Math.min(1, sum), unknown + curve.variance(leaning, confidences), chance);
    }
}
