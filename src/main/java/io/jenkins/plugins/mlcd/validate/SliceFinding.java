package io.jenkins.plugins.mlcd.validate;

import io.jenkins.plugins.mlcd.stats.Interval;
import java.util.OptionalDouble;

/**
 * A slice on which the candidate is significantly worse than on the rest.
 *
 * @param slice as a check names it, {@code writer:new}; of two fields {@code writer:new&device:pen}; of numbers {@code age 18 to 25}
 * @param samples in it
 * @param accuracy of the candidate in it, 0 to 1
 * @param interval of the accuracy
 * @param rest accuracy on the rest: of all samples, for two fields of the larger of the two slices that it is the overlap of
 * @param gap interval of {@code rest - accuracy}
 * @param baseline accuracy of the baseline in the slice; empty without one
 * @param pValue corrected for the number of slices that were looked at
 */
public record SliceFinding(
        String slice,
        long samples,
        double accuracy,
        Interval interval,
        double rest,
        Interval gap,
        OptionalDouble baseline,
        double pValue) {}
