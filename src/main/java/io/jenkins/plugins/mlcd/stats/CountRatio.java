package io.jenkins.plugins.mlcd.stats;

import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.apache.commons.statistics.distribution.PoissonDistribution;

/**
 * Whether events come more seldom or more often than expected. Exact for events that come independently of each other (Poisson); where counts vary
 * more, all are divided by how much more (quasi-likelihood, McCullagh and Nelder 1989), and it is approximate.
 */
public final class CountRatio {

    private CountRatio() {}

    /** The chance of so few events when {@code expected} are. */
    public static double few(double count, double expected, double dispersion) {
        long x = (long) Math.floor(count / dispersion);
        return expected <= 0 ? 1 : Math.min(1, PoissonDistribution.of(expected / dispersion).cumulativeProbability(clamp(x)));
    }

    /** The chance of so many events when {@code expected} are. */
    public static double many(double count, double expected, double dispersion) {
        long x = (long) Math.ceil(count / dispersion);
        if (x == 0) {
            return 1;
        }
        return expected <= 0 ? 0 : PoissonDistribution.of(expected / dispersion).survivalProbability(clamp(x - 1));
    }

    /**
     * The chance of so few events when their rate is {@code ratio} times that of {@code before} events in {@code windows} windows as long: given the sum the
     * count is binomial (Przyborowski and Wilenski 1940).
     */
    public static double few(double count, double before, int windows, double ratio, double dispersion) {
        long x = (long) Math.floor(count / dispersion);
        long s = (long) Math.ceil(before / dispersion);
        return BinomialDistribution.of(clamp(x + s), ratio / (ratio + windows)).cumulativeProbability(clamp(x));
    }

    /** As {@link #few(double, double, int, double, double)}, the chance of so many. */
    public static double many(double count, double before, int windows, double ratio, double dispersion) {
        long x = (long) Math.ceil(count / dispersion);
        long s = (long) Math.floor(before / dispersion);
        return x == 0 ? 1 : BinomialDistribution.of(clamp(x + s), ratio / (ratio + windows)).survivalProbability(clamp(x - 1));
    }

    private static int clamp(long count) {
        return (int) Math.min(Integer.MAX_VALUE, count);
    }
}
