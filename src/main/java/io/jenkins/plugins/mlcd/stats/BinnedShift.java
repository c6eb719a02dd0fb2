package io.jenkins.plugins.mlcd.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Shares of a reference and of a sample in the same bins, and the tests of whether they differ: chi-square, population stability index,
 * Jensen-Shannon distance. For a small shift all three are the same quadratic form, so all have the chi-square distribution; see
 * {@link ReferenceLuck} for the reference's part. Numbers are binned at the tenths of the reference; of categories those of which fewer than
 * five are expected are taken together (Cochran's rule).
 *
 * @param p shares of the reference
 * @param n its values, at least their worth in independent ones
 * @param q shares of the sample
 * @param m its values
 */
public record BinnedShift(double[] p, double n, double[] q, double m) {

    private static final int BINS = 10;
    private static final double LEAST_EXPECTED = 5;

    /** A stated rank error is a 99% bound: so many standard deviations. */
    private static final double DEVIATIONS = 2.576;

    /** @throws IllegalArgumentException when one of them stands for no value */
    public static BinnedShift of(Distribution reference, Distribution sample) {
        if (reference.count() == 0 || sample.count() == 0) {
            throw new IllegalArgumentException("a shift needs values in both samples");
        }
        double[] edges = deciles(reference);
        return new BinnedShift(shares(reference, edges), worth(reference), shares(sample, edges), worth(sample));
    }

    /** @throws IllegalArgumentException when one of them has no sample */
    public static BinnedShift of(Map<String, Long> reference, Map<String, Long> sample) {
        double n = total(reference);
        double m = total(sample);
        if (n == 0 || m == 0) {
            throw new IllegalArgumentException("a shift needs samples on both sides");
        }
        Set<String> categories = new TreeSet<>(reference.keySet());
        categories.addAll(sample.keySet());
        List<double[]> cells = new ArrayList<>();
        double[] rest = new double[2];
        for (String category : categories) {
            double[] cell = {reference.getOrDefault(category, 0L), sample.getOrDefault(category, 0L)};
            if ((cell[0] + cell[1]) * Math.min(n, m) / (n + m) >= LEAST_EXPECTED) {
                cells.add(cell);
            } else {
                rest[0] += cell[0];
                rest[1] += cell[1];
            }
        }
        if (rest[0] + rest[1] > 0) {
            cells.add(rest);
        }
        return new BinnedShift(
                cells.stream().mapToDouble(cell -> cell[0] / n).toArray(), n,
                cells.stream().mapToDouble(cell -> cell[1] / m).toArray(), m);
    }

    /** Statistic: Pearson's chi-square of both samples. */
    public TestResult chiSquare(double luck) {
        double square = 0;
        for (int i = 0; i < p.length; i++) {
            double pooled = (n * p[i] + m * q[i]) / (n + m);
            square += pooled == 0 ? 0 : (p[i] - q[i]) * (p[i] - q[i]) / pooled;
        }
        return new TestResult(square * n * m / (n + m), pValue(Math.sqrt(square), luck));
    }

    /** Statistic: the index, the sum of (q - p) ln(q / p). By custom 0.1 is a small and 0.25 a large shift. */
    public TestResult stability(double luck) {
        double index = 0;
        for (int i = 0; i < p.length; i++) {
            double expected = smooth(p[i], n);
            double seen = smooth(q[i], m);
            index += (seen - expected) * Math.log(seen / expected);
        }
        return new TestResult(index, pValue(Math.sqrt(index), luck));
    }

    /** Statistic: the Jensen-Shannon distance, the root of the divergence in bits, 0..1; a metric (Endres and Schindelin 2003). */
    public TestResult jensenShannon(double luck) {
        double nats = 0;
        for (int i = 0; i < p.length; i++) {
            double middle = (p[i] + q[i]) / 2;
            nats += (part(p[i], middle) + part(q[i], middle)) / 2;
        }
        double divergence = Math.max(0, nats);
        return new TestResult(Math.sqrt(divergence / Math.log(2)), pValue(Math.sqrt(8 * divergence), luck));
    }

    private static double part(double share, double middle) {
        return share == 0 ? 0 : share * Math.log(share / middle);
    }

    private double pValue(double distance, double luck) {
        return p.length < 2 ? 1 : ReferenceLuck.chiSquare(distance, n, m, p.length - 1.0, luck);
    }

    /** Half a value more in every bin: an empty bin would make the index infinite. */
    private double smooth(double share, double count) {
        return (share * count + 0.5) / (count + 0.5 * p.length);
    }

    /** A bin's share varies by about 1/bins/count, and by the error of the ranks at its two edges. */
    private static double worth(Distribution distribution) {
        double error = distribution.rankError() / DEVIATIONS;
        return 1 / (1.0 / distribution.count() + 2 * BINS * error * error);
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

    private static double total(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
