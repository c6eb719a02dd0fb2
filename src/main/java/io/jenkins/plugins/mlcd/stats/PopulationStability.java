package io.jenkins.plugins.mlcd.stats;

import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * The population stability index: the sum over bins of (q - p) ln(q / p), where p and q are the bins' shares in the reference and
 * in the sample; bins are deciles of the reference. By custom 0.1 is a small and 0.25 a large shift. The p-value is that
 * of Yurdakul and Naranjo (2020): without a shift, the index over (1/n + 1/m) is about chi-square with bins - 1 degrees of freedom.
 */
public final class PopulationStability {

    private PopulationStability() {}

    /** @throws IllegalArgumentException when one of them stands for no value */
    public static TestResult test(Distribution reference, Distribution sample) {
        BinnedShift shift = BinnedShift.of(reference, sample);
        double index = shift.stability(0.5).statistic();
        int bins = shift.p().length;
        double scaled = index / (1 / shift.n() + 1 / shift.m());
        return new TestResult(index, bins < 2 ? 1 : ChiSquaredDistribution.of(bins - 1.0).survivalProbability(scaled));
    }
}
