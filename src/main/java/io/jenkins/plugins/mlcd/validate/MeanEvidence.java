package io.jenkins.plugins.mlcd.validate;

import io.jenkins.plugins.mlcd.stats.Interval;
import io.jenkins.plugins.mlcd.stats.StudentMean;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * A mean against a number: Student's interval and test. Against the baseline it is the mean of each sample's own difference, so that
 * what makes a sample hard for both models cancels out.
 *
 * @param mean of the figure, or of the differences
 */
record MeanEvidence(StudentMean mean, double value, OptionalDouble baseline, double limit, String note) implements Evidence {

    /** Of fewer samples Student's interval would trust that they are normally distributed, and two that are equal would prove anything. */
    private static final long LEAST_SAMPLES = 10;

    @Override
    public double estimate() {
        return mean.mean();
    }

    @Override
    public OptionalLong samples() {
        return OptionalLong.of(mean.count());
    }

    @Override
    public Interval interval(double coverage) {
        return mean.count() < LEAST_SAMPLES
                ? new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY)
                : mean.interval(coverage);
    }

    @Override
    public double worsePValue(boolean large) {
        if (mean.count() < LEAST_SAMPLES) {
            return 1;
        }
        return large ? mean.belowPValue(limit) : mean.abovePValue(limit);
    }

    @Override
    public Evidence scaled(long samples) {
        return new MeanEvidence(new StudentMean(samples, mean.mean(), mean.variance()), value, baseline, limit, note);
    }

    @Override
    public String lead() {
        return baseline.isPresent() && estimate() != value
                ? Decision.number(value) + " against " + Decision.number(baseline.getAsDouble()) + " of the baseline: the difference "
                : "";
    }
}
