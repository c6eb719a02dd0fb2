package io.jenkins.plugins.mlcd.stats;

import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Count, sum and sum of squares of observations: what is needed of them for a mean and its interval.
 *
 * @param count of the observations, 0 or more
 * @param sum of the observations
 * @param sumSquares of the observations
 */
public record Moments(long count, double sum, double sumSquares) {

    public static final Moments NONE = new Moments(0, 0, 0);

    public Moments plus(double value) {
        return new Moments(count + 1, sum + value, sumSquares + value * value);
    }

    public Moments plus(Moments other) {
        return new Moments(count + other.count, sum + other.sum, sumSquares + other.sumSquares);
    }

    public Moments minus(Moments earlier) {
        return new Moments(count - earlier.count, sum - earlier.sum, sumSquares - earlier.sumSquares);
    }

    /** NaN without observations. */
    public double mean() {
        return count == 0 ? Double.NaN : sum / count;
    }

    /** Sum of the squared deviations from the mean, at least 0. */
    public double squaredDeviations() {
        return count == 0 ? 0 : Math.max(0, sumSquares - sum * sum / count);
    }

    /**
     * Student's interval of the mean; without limits when there are fewer than two observations.
     *
     * @param coverage of both sides together, in (0, 1)
     */
    public Interval meanInterval(double coverage) {
        if (count < 2) {
            return new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
        }
        double standardError = Math.sqrt(squaredDeviations() / (count - 1) / count);
        double t = TDistribution.of(count - 1).inverseSurvivalProbability((1 - coverage) / 2);
        return new Interval(mean() - t * standardError, mean() + t * standardError);
    }
}
