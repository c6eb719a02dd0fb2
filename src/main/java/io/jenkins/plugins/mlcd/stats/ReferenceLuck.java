package io.jenkins.plugins.mlcd.stats;

import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Tests of one sample after the other against one reference. The reference is a sample, too, and all tests share its error. So it is
 * taken to be off by as much as it is with the chance {@code luck} and no more, once for all; given that, each test holds by itself. It rests on
 * the triangle inequality: the distance of sample and reference is at most that of the sample from the truth and the truth from the reference.
 */
final class ReferenceLuck {

    private ReferenceLuck() {}

    /**
     * For a distance whose square times the size of a sample is chi-square.
     *
     * @param distance of the two
     * @param n values of the reference, at least their worth in independent ones
     * @param m of the sample
     * @param freedom degrees of freedom, above 0
     */
    static double chiSquare(double distance, double n, double m, double freedom, double luck) {
        ChiSquaredDistribution chi = ChiSquaredDistribution.of(freedom);
        double own = Math.max(0, distance - Math.sqrt(chi.inverseSurvivalProbability(luck) / n));
        return chi.survivalProbability(m * own * own);
    }

    /** For a difference that is normal, with these standard deviations of reference and sample; two-sided. */
    static double normal(double difference, double ofReference, double ofSample, double luck) {
        NormalDistribution normal = NormalDistribution.of(0, 1);
        double own = Math.max(0, Math.abs(difference) - ofReference * normal.inverseSurvivalProbability(luck / 2));
        return Math.min(1, 2 * normal.survivalProbability(own / ofSample));
    }
}
