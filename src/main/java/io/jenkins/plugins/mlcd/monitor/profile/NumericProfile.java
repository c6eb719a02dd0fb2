package io.jenkins.plugins.mlcd.monitor.profile;

import java.util.Objects;

/**
 * One numeric feature over a set of samples.
 *
 * @param count finite values
 * @param missing values that were absent or no finite number
 * @param mean 0 when there is no value
 * @param variance of the values as a population (divided by count); 0 when there is no value
 * @param min smallest value; 0 when there is none
 * @param max largest value; 0 when there is none
 * @param sketch their distribution
 */
public record NumericProfile(
        long count, long missing, double mean, double variance, double min, double max, QuantileSketch sketch) {

    public NumericProfile {
        Objects.requireNonNull(sketch, "sketch");
        if (count < 0 || missing < 0 || !(variance >= 0) || !Double.isFinite(mean) || !(min <= max)) {
            throw new IllegalArgumentException("no profile has count " + count + ", missing " + missing + ", mean " + mean
                    + ", variance " + variance + ", min " + min + ", max " + max);
        }
        if (sketch.count() != count) {
            throw new IllegalArgumentException("the sketch stands for " + sketch.count() + " values, not " + count);
        }
    }

    /** The profile of both sets together; mean and variance after Chan, Golub, LeVeque (1979). */
    public NumericProfile merge(NumericProfile other) {
        if (count == 0 || other.count == 0) {
            NumericProfile full = count == 0 ? other : this;
            return new NumericProfile(
                    full.count, missing + other.missing, full.mean, full.variance, full.min, full.max, full.sketch);
        }
        double total = (double) count + other.count;
        double delta = other.mean - mean;
        double squares = variance * count + other.variance * other.count + delta * delta * count * (other.count / total);
        return new NumericProfile(
                count + other.count,
                missing + other.missing,
                mean + delta * other.count / total,
                squares / total,
                Math.min(min, other.min),
                Math.max(max, other.max),
                sketch.merge(other.sketch));
    }

    public double deviation() {
        return Math.sqrt(variance);
    }
}
