package io.jenkins.plugins.mlcd.stats;

import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The mean of independent observations, with Student's interval and test. For means of many observations the central limit theorem
 * carries both, whatever the observations' distribution.
 *
 * @param count of the observations, at least 1
 * @param mean of the observations
 * @param variance of the observations, with {@code count - 1} in the denominator
 */
public record StudentMean(long count, double mean, double variance) {

    public StudentMean {
        if (count < 1 || !(variance >= 0)) {
            throw new IllegalArgumentException("no mean has " + count + " observations with the variance " + variance);
        }
    }

    /**
     * Without limits when there are fewer than two observations.
     *
     * @param coverage of both sides together, in (0, 1)
     */
    public Interval interval(double coverage) {
        if (count < 2) {
            return new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
        }
        double reach = standardError() * TDistribution.of(count - 1).inverseSurvivalProbability((1 - coverage) / 2);
        return new Interval(mean - reach, mean + reach);
    }

    /** One-sided p-value of the hypothesis that the true mean is at least {@code limit}; 1 when fewer than two observations tell. */
    public double belowPValue(double limit) {
        if (count < 2) {
            return 1;
        }
        if (variance == 0) {
            return mean < limit ? 0 : 1;
        }
        return TDistribution.of(count - 1).cumulativeProbability((mean - limit) / standardError());
    }

    /** One-sided p-value of the hypothesis that the true mean is at most {@code limit}; 1 when fewer than two observations tell. */
    public double abovePValue(double limit) {
        return new StudentMean(count, -mean, variance).belowPValue(-limit);
    }

    private double standardError() {
        return Math.sqrt(variance / count);
    }
}
