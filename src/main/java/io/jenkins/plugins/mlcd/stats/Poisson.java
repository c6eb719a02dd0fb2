package io.jenkins.plugins.mlcd.stats;

import java.util.random.RandomGenerator;

/** Draws counts for a bootstrap, in which each observation appears as often as a Poisson variable of mean 1 says. */
public final class Poisson {

    /** Above this mean the normal distribution is as good. */
    private static final double LARGE = 50;

    private Poisson() {}

    /** A count with the given mean, 0 or more: by multiplying uniform numbers (D. E. Knuth), for large means a rounded normal. */
    public static long draw(double mean, RandomGenerator random) {
        if (mean > LARGE) {
            return Math.max(0, Math.round(mean + Math.sqrt(mean) * random.nextGaussian()));
        }
        double floor = Math.exp(-mean);
        double product = random.nextDouble();
        long count = 0;
        while (product > floor) {
            product *= random.nextDouble();
            count++;
        }
        return count;
    }
}
