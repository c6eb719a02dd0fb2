package io.jenkins.plugins.mlcd.stats;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * The population stability index: the sum over bins of (q - p) ln(q / p), where p and q are the bins' shares in the reference and
 * in the sample; bins are deciles of the reference. By custom 0.1 is a small and 0.25 a large shift. The p-value is that
 * of Yurdakul and Naranjo (2020): without a shift, the index over (1/n + 1/m) is about chi-square with bins - 1 degrees of freedom.
 */
public final class PopulationStability {

    private static final int BINS = 10;

    /** A stated rank error is a 99% bound: so many standard deviations. */
    private static final double DEVIATIONS = 2.576;

    private PopulationStability() {}

    /** @throws IllegalArgumentException when one of them stands for no value */
    public static TestResult test(Distribution reference, Distribution sample) {
        if (reference.count() == 0 || sample.count() == 0) {
            throw new IllegalArgumentException("the population stability index needs values in both samples");
        }
        double[] edges = deciles(reference);
        double[] p = shares(reference, edges);
        double[] q = shares(sample, edges);
        double index = index(p, reference.count(), q, sample.count());
        if (p.length < 2) {
            return new TestResult(index, 1);
        }
        double scaled = index / (variance(reference) + variance(sample));
        return new TestResult(index, ChiSquaredDistribution.of(p.length - 1.0).survivalProbability(scaled));
    }

    /** A bin's share varies by about 1/bins/count, and by the error of the ranks at its two edges. */
    private static double variance(Distribution distribution) {
        double error = distribution.rankError() / DEVIATIONS;
        return 1.0 / distribution.count() + 2 * BINS * error * error;
    }

    private static double index(double[] p, long n, double[] q, long m) {
        double index = 0;
        for (int i = 0; i < p.length; i++) {
            double expected = smooth(p[i], n, p.length);
            double seen = smooth(q[i], m, p.length);
            index += (seen - expected) * Math.log(seen / expected);
        }
        return index;
    }

    /** Half a value more in every bin: an empty bin would make the index infinite. */
    private static double smooth(double share, long count, int bins) {
        return (share * count + 0.5) / (count + 0.5 * bins);
    }

    /** The distinct values at the tenths of the reference; fewer than nine when many values are equal. */
    private static double[] deciles(Distribution reference) {
        double[] points = reference.points();
        double[] edges = new double[BINS - 1];
        int at = 0;
        for (int i = 1; i < BINS; i++) {
            while (at < points.length - 1 && reference.rank(points[at]) < (double) i / BINS) {
                at++;
            }
            edges[i - 1] = points[at];
        }
        double last = points[points.length - 1];
        return Arrays.stream(edges).distinct().filter(edge -> edge < last).toArray();
    }

    private static double[] shares(Distribution distribution, double[] edges) {
        double[] shares = new double[edges.length + 1];
        double before = 0;
        for (int i = 0; i < edges.length; i++) {
            double rank = distribution.rank(edges[i]);
            shares[i] = rank - before;
            before = rank;
        }
        shares[edges.length] = 1 - before;
        return shares;
    }
}
