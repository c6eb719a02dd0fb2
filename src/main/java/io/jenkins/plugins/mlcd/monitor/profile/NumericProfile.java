package io.jenkins.plugins.mlcd.monitor.profile;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.Objects;

/**
 * One numeric feature over a set of samples.
 *
 * @param count values
 * @param missing values that were absent or not a number
 * @param extreme values that are infinite or beyond &plusmn;{@value #GREATEST}: they are counted only here, because sums of
 *     their squares would overflow
 * @param mean 0 when there is no value
 * @param variance of the values as a population (divided by count); 0 when there is no value
 * @param min smallest value; 0 when there is none
 * @param max largest value; 0 when there is none
 * @param sketch their distribution
 * @param distinct about how many different values there are
 */
public record NumericProfile(
        long count,
        long missing,
        long extreme,
        double mean,
        double variance,
        double min,
        double max,
        QuantileSketch sketch,
        DistinctSketch distinct) {

    /** The greatest magnitude of a value whose moments can be computed in 64 bits for any number of values. */
    public static final double GREATEST = 1e140;

    @JsonCreator
    public NumericProfile {
        Objects.requireNonNull(sketch, "sketch");
        distinct = distinct == null ? DistinctSketch.empty() : distinct;
        if (count < 0 || missing < 0 || extreme < 0 || !(variance >= 0 && Double.isFinite(variance)) || !Double.isFinite(mean) || !(min <= max)) {
            throw new IllegalArgumentException("no profile has count " + count + ", missing " + missing + ", extreme " + extreme + ", mean " + mean
                    + ", variance " + variance + ", min " + min + ", max " + max);
        }
        if (sketch.count() != count) {
            throw new IllegalArgumentException("the sketch stands for " + sketch.count() + " values, not " + count);
        }
    }

    /** The profile of both sets together; mean and variance after Chan, Golub, LeVeque (1979). */
    public NumericProfile merge(NumericProfile other) {
        double total = (double) count + other.count;
        boolean both = count > 0 && other.count > 0;
        NumericProfile full = count > 0 ? this : other;
        double delta = other.mean - mean;
        double squares = variance * count + other.variance * other.count + delta * delta * count * (other.count / total);
        return new NumericProfile(
                count + other.count,
                missing + other.missing,
                extreme + other.extreme,
                both ? mean + delta * (other.count / total) : full.mean,
                both ? squares / total : full.variance,
                both ? Math.min(min, other.min) : full.min,
                both ? Math.max(max, other.max) : full.max,
                both ? sketch.merge(other.sketch) : full.sketch,
                distinct.merge(other.distinct));
    }

    public double deviation() {
        return Math.sqrt(variance);
    }
}
