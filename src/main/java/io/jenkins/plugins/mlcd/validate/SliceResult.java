package io.jenkins.plugins.mlcd.validate;

import io.jenkins.plugins.mlcd.record.Verdict;
import io.jenkins.plugins.mlcd.stats.Interval;
import java.util.OptionalDouble;

/**
 * What was decided on one slice of a check on a family of them.
 *
 * @param slice the value of the field, or how many small slices were taken together
 * @param samples in it
 * @param verdict PASS, FAIL or INCONCLUSIVE
 * @param value the candidate's figure
 * @param interval of the value, each end at the confidence of the gate, not corrected
 * @param limit with which the value was compared
 * @param baseline the baseline's figure, when the limit depends on it
 * @param pValue of the hypothesis that the figure is at its limit or better, corrected for the number of slices
 * @param reason one sentence
 */
public record SliceResult(
        String slice,
        long samples,
        Verdict verdict,
        double value,
        Interval interval,
        double limit,
        OptionalDouble baseline,
        double pValue,
        String reason) {}
