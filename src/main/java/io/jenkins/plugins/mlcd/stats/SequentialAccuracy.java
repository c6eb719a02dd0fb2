package io.jenkins.plugins.mlcd.stats;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Evidence on how the accuracy of one model lies to that of another one over the same time, estimated from the confidence of all of
 * their predictions and the labels of some, collected in looks of any size. Each model's share right by bin of confidence is learnt from its own labels
 * ({@link ConfidenceCalibration}); how often the bins come is compared within each look, weighted by its harmonic number of
 * predictions, so that requests which grow harder with the time are no difference between the models. It assumes that which predictions get a label depends on
 * nothing but their confidence.
 *
 * <p>The estimate is asymptotically linear in predictions and labels, so its score over its information grows like a Brownian motion, and
 * a normal mixture of likelihood ratios over it is a test that may be looked at at any time (Robbins 1970; Waudby-Smith, Arbour,
 * Sinha, Kennedy and Ramdas, Annals of Statistics 52, 2024): if the accuracies are on the side of the line that it is collected against, the chance that it
 * ever reaches {@code 1 / alpha} is at most {@code alpha}, as labels grow in number. Nothing is claimed from fewer than {@value #LEAST_LABELLED}
 * labels of a model. A simulation in the tests states how well that holds.
 */
public final class SequentialAccuracy {

    /** Labels of a model below which nothing is said about its accuracy. */
    public static final int LEAST_LABELLED = 100;

    /** Shares of counts as whole numbers, which estimates are made of. */
    private static final double PARTS = 1e12;

    private final double effect;
    private final Model first;
    private final Model second;

    /** Empty without predictions, or without enough labels. */
    private final Optional<Estimate> one;

    private final Optional<Estimate> other;

    private SequentialAccuracy(double effect, Model first, Model second) {
        this.effect = effect;
        this.first = first;
        this.second = second;
        this.one = first.estimate();
        this.other = second.estimate();
    }

    /** @param effect difference of accuracies that matters, above 0 */
    public static SequentialAccuracy start(double effect) {
        if (!(effect > 0)) {
            throw new IllegalArgumentException("an effect that matters must be above 0, but is " + effect);
        }
        return new SequentialAccuracy(effect, Model.NONE, Model.NONE);
    }

    /**
     * One model in one look.
     *
     * @param confidences of the bins, 0..1; the same at all looks
     * @param counts predictions by bin
     * @param labelled labels that came in this look, by bin of their predictions
     * @param correct predictions that these labels confirmed
     */
    public record Bins(List<Double> confidences, List<Long> counts, List<Long> labelled, List<Long> correct) {

        public static final Bins NONE = new Bins(List.of(), List.of(), List.of(), List.of());

        long total() {
            return counts.stream().mapToLong(Long::longValue).sum();
        }
    }

    /** After one more look; the predictions of one in which a model had none say nothing, its labels do. */
    public SequentialAccuracy plus(Bins one, Bins other) {
        long ones = one.total();
        long others = other.total();
        double harmonic = ones == 0 || others == 0 ? 0 : (double) ones * others / (ones + others);
        return new SequentialAccuracy(effect, first.plus(one, harmonic), second.plus(other, harmonic));
    }

    /** After one more look at the first model, which is held against a number. */
    public SequentialAccuracy plus(Bins one) {
        return new SequentialAccuracy(effect, first.plus(one, one.total()), second);
    }

    /** The second model's estimated accuracy; NaN without enough of its labels. */
    public double second() {
        return other.map(Estimate::accuracy).orElse(Double.NaN);
    }

    /** Evidence that the first accuracy is below {@code slope} times the second one plus {@code intercept}: at least 0, 1 while nothing is known. */
    public double below(double slope, double intercept) {
        return evidence(slope, intercept, -1);
    }

    /** Likewise, that it is above. */
    public double above(double slope, double intercept) {
        return evidence(slope, intercept, 1);
    }

    private double evidence(double slope, double intercept, int sign) {
        if (one.isEmpty() || slope > 0 && other.isEmpty()) {
            return 1;
        }
        Estimate against = slope > 0 ? other.get() : new Estimate(0, 0);
        double beyond = Math.max(0, sign * (one.get().accuracy - slope * against.accuracy - intercept));
        double information = 1 / (one.get().variance + slope * slope * against.variance);
        double score = beyond * information;
        return (mixture(2 * effect, score, information) + mixture(10 * effect, score, information)) / 2;
    }

    /** The normal mixture of likelihood ratios over effects of a standard deviation of {@code typical}. */
    private static double mixture(double typical, double score, double information) {
        double growth = 1 + typical * typical * information;
        return Math.exp(typical * typical * score * score / (2 * growth)) / Math.sqrt(growth);
    }

    private record Estimate(double accuracy, double variance) {}

    /**
     * What is known of a model.
     *
     * @param shares weighted counts by bin
     * @param squares of the weights by the number of predictions that they were spread over: with the variance of one prediction that of their sum
     */
    private record Model(List<Double> confidences, List<Double> shares, double squares, List<Long> labelled, List<Long> correct) {

        static final Model NONE = new Model(List.of(), List.of(), 0, List.of(), List.of());

        Model plus(Bins look, double weight) {
            if (look.counts.isEmpty()) {
                return this;
            }
            if (confidences.isEmpty()) {
                List<Long> zeros = Collections.nCopies(look.counts.size(), 0L);
                return new Model(look.confidences, Collections.nCopies(look.counts.size(), 0.0), 0, zeros, zeros).plus(look, weight);
            }
            long total = look.total();
            List<Double> next = new ArrayList<>(shares);
            for (int bin = 0; bin < next.size() && total > 0; bin++) {
                next.set(bin, next.get(bin) + weight * look.counts.get(bin) / total);
            }
            return new Model(confidences, next, squares + (total == 0 ? 0 : weight * weight / total), add(labelled, look.labelled), add(correct, look.correct));
        }

        Optional<Estimate> estimate() {
            double all = shares.stream().mapToDouble(Double::doubleValue).sum();
            if (all == 0 || labelled.stream().mapToLong(Long::longValue).sum() < LEAST_LABELLED) {
                return Optional.empty();
            }
            ConfidenceCalibration calibration = new ConfidenceCalibration(labelled, correct, confidences);
            AccuracyEstimate expected = calibration.estimate(shares.stream().map(share -> Math.round(share / all * PARTS)).toList());
            List<Double> chances = calibration.chances();
            double variance = 0;
            for (int bin = 0; bin < chances.size(); bin++) {
                double off = chances.get(bin) - expected.accuracy();
                variance += shares.get(bin) / all * off * off;
            }
            return Optional.of(new Estimate(expected.accuracy(), expected.calibrationVariance() + variance * squares / (all * all)));
        }

        private static List<Long> add(List<Long> some, List<Long> others) {
            List<Long> sums = new ArrayList<>(some.size());
            for (int bin = 0; bin < some.size(); bin++) {
                sums.add(some.get(bin) + others.get(bin));
            }
            return sums;
        }
    }
}
