package io.jenkins.plugins.mlcd.stats;

import org.apache.commons.statistics.distribution.HypergeometricDistribution;

/** Compares the proportions of two independent groups. */
public final class TwoProportions {

    /** Terms of the tail that are smaller than this share of it change nothing. */
    private static final double NEGLIGIBLE = 1e-17;

    private TwoProportions() {}

    /**
     * One-sided p-value of the hypothesis that the first proportion is at least the second, by Fisher's exact test (R. A. Fisher,
     * 1935): the chance of so few of all successes in the first group. 1 when the first proportion is not below the second.
     *
     * @param trials at least 1, as {@code otherTrials}; together at most 2^31 - 1
     */
    public static double belowPValue(long successes, long trials, long otherSuccesses, long otherTrials) {
        long failures = trials - successes;
        long allFailures = failures + otherTrials - otherSuccesses;
        long all = trials + otherTrials;
        if ((double) failures * all <= (double) allFailures * trials) {
            return 1;
        }
        double term = HypergeometricDistribution.of(Math.toIntExact(all), Math.toIntExact(allFailures), Math.toIntExact(trials))
                .probability(Math.toIntExact(failures));
        double tail = term;
        for (long k = failures; k < Math.min(trials, allFailures) && term > NEGLIGIBLE * tail; k++) {
            term *= (double) (allFailures - k) / (k + 1) * (trials - k) / (all - allFailures - trials + k + 1);
            tail += term;
        }
        return Math.min(1, tail);
    }
}
