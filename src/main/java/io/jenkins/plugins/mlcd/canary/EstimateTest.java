package io.jenkins.plugins.mlcd.canary;

import io.jenkins.plugins.mlcd.expression.Limit.Line;
import io.jenkins.plugins.mlcd.stats.AccuracyEstimate;
import io.jenkins.plugins.mlcd.stats.ConfidenceCalibration;
import io.jenkins.plugins.mlcd.stats.ConfidenceSequences;
import io.jenkins.plugins.mlcd.stats.Interval;
import io.jenkins.plugins.mlcd.stats.SequentialAccuracy;
import io.jenkins.plugins.mlcd.stats.SequentialAccuracy.Bins;
import io.jenkins.plugins.mlcd.target.Calibration;
import java.util.List;
import java.util.Optional;

/** Of the accuracy that is estimated from confidence: as the number of labels grows. */
record EstimateTest(MetricRule rule, double minEffect, SequentialAccuracy accuracies) implements RuleTest {

    static EstimateTest start(MetricRule rule, double minEffect) {
        return new EstimateTest(rule, minEffect, SequentialAccuracy.start(minEffect));
    }

    /** NaN where predictions are not counted by confidence, or too few have a label. */
    static double figure(Figures figures) {
        return estimate(figures).map(AccuracyEstimate::accuracy).orElse(Double.NaN);
    }

    /** Where it is, and will be with the labels of all predictions, by a confidence sequence at alpha. */
    static Interval interval(Figures figures, double alpha) {
        return estimate(figures)
                .map(known -> ConfidenceSequences.estimate(known.accuracy(), known.standardError(), alpha))
                .orElse(new Interval(0, 1));
    }

    private static Optional<AccuracyEstimate> estimate(Figures figures) {
        Calibration bins = figures.calibration();
        if (total(bins.labelled()) < SequentialAccuracy.LEAST_LABELLED || total(bins.counts()) == 0) {
            return Optional.empty();
        }
        return Optional.of(new ConfidenceCalibration(bins.labelled(), bins.correct(), bins.middles()).estimate(bins.counts()));
    }

    private static long total(List<Long> counts) {
        return counts.stream().mapToLong(Long::longValue).sum();
    }

    @Override
    public EstimateTest plus(Figures canary, Figures stable) {
        Bins first = bins(canary.calibration());
        return new EstimateTest(rule, minEffect, rule.relative() ? accuracies.plus(first, bins(stable.calibration())) : accuracies.plus(first));
    }

    private static Bins bins(Calibration look) {
        return new Bins(look.middles(), look.counts(), look.labelled(), look.correct());
    }

    @Override
    public double broken() {
        Line line = line();
        return accuracies.below(line.slope(), line.intercept());
    }

    @Override
    public double kept() {
        Line line = line();
        return accuracies.above(line.slope(), line.intercept() - minEffect);
    }

    @Override
    public double better() {
        Line line = line();
        return accuracies.above(line.slope(), line.intercept());
    }

    private Line line() {
        double stable = accuracies.second();
        return RuleTest.line(rule, Double.isNaN(stable) ? 1 : stable);
    }
}
