package io.jenkins.plugins.mlcd.stats;

import org.apache.commons.statistics.distribution.HypergeometricDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;

/** Compares the proportions of two independent groups. */
public final class TwoProportions {

    /** With so few successes or failures the exact test is cheap; with more the score test is as good. */
    private static final long FEW = 2000;

    private TwoProportions() {}

    /**
     * One-sided p-value of the hypothesis that the first proportion is at least the second: the chance of so few of all successes in
     * the first group. Exact (R. A. Fisher, 1935) for up to 2,000 trials or failures; beyond, by the pooled score.
     *
     * @param trials at least 1 each
     */
    public static double belowPValue(long successes, long trials, long otherSuccesses, long otherTrials) {
        long failures = trials - successes;
        long allFailures = failures + otherTrials - otherSuccesses;
        long all = trials + otherTrials;
        if (Math.min(trials, allFailures) <= FEW && all <= Integer.MAX_VALUE) {
            return failures == 0
                    ? 1
                    : HypergeometricDistribution.of((int) all, (int) allFailures, (int) trials).survivalProbability((int) failures - 1);
        }
        double pooled = 1 - (double) allFailures / all;
        double error = Math.sqrt(pooled * (1 - pooled) * (1.0 / trials + 1.0 / otherTrials));
        double score = ((double) successes / trials - (double) otherSuccesses / otherTrials) / error;
        return error == 0 ? 1 : NormalDistribution.of(0, 1).cumulativeProbability(score);
    }
}
