package io.jenkins.plugins.mlcd.stats;

import java.util.Arrays;

/**
 * How far apart two distributions are: the mean distance by which values would have to be moved to turn one into the
 * other (Wasserstein-1, the area between the functions), in the values' own unit.
 */
public final class Wasserstein {

    private Wasserstein() {}

    /** @throws IllegalArgumentException when one of them stands for no value */
    public static double distance(Distribution a, Distribution b) {
        if (a.count() == 0 || b.count() == 0) {
            throw new IllegalArgumentException("the Wasserstein distance needs values in both samples");
        }
        double[] points = merged(a.points(), b.points());
        double area = 0;
        for (int i = 0; i + 1 < points.length; i++) {
            area += Math.abs(a.rank(points[i]) - b.rank(points[i])) * (points[i + 1] - points[i]);
        }
        return area;
    }

    /**
     * Whether the sample is farther from the reference than chance takes it. Of {@code m} values the distance from their own distribution F, times the root
     * of m, is in the limit the area under a Brownian bridge: its mean is the root of 2/pi times the integral of the root of F(1-F), and its
     * tail above that is at most that of a normal variable with the variance of F (Borell, Tsirelson, Ibragimov, Sudakov). Both are taken from
     * the reference. It needs more than two finite moments.
     *
     * @param luck chance, above 0, that the reference is farther off than is allowed for; it is the same for all samples
     * @throws IllegalArgumentException when one of them stands for no value
     */
    public static TestResult test(Distribution reference, Distribution sample, double luck) {
        double distance = distance(reference, sample);
        double[] points = reference.points();
        double mean = Math.sqrt(2 / Math.PI) * area(reference, points);
        double deviation = deviation(reference, points);
        double off = (mean + deviation * Math.sqrt(2 * Math.log(1 / luck))) / Math.sqrt(reference.count());
        double summaries = (reference.rankError() + sample.rankError()) * (points[points.length - 1] - points[0]);
        double own = Math.sqrt(sample.count()) * Math.max(0, distance - off - summaries) - mean;
        return new TestResult(distance, tail(own, deviation));
    }

    private static double tail(double own, double deviation) {
        if (own <= 0) {
            return 1;
        }
        return deviation == 0 ? 0 : Math.exp(-own * own / (2 * deviation * deviation));
    }

    private static double area(Distribution distribution, double[] points) {
        double area = 0;
        for (int i = 0; i + 1 < points.length; i++) {
            double rank = distribution.rank(points[i]);
            area += Math.sqrt(rank * (1 - rank)) * (points[i + 1] - points[i]);
        }
        return area;
    }

    private static double deviation(Distribution distribution, double[] points) {
        double mean = 0;
        double square = 0;
        double before = 0;
        for (double point : points) {
            double rank = distribution.rank(point);
            mean += (rank - before) * point;
            before = rank;
        }
        before = 0;
        for (double point : points) {
            double rank = distribution.rank(point);
            square += (rank - before) * (point - mean) * (point - mean);
            before = rank;
        }
        return Math.sqrt(square);
    }

    private static double[] merged(double[] a, double[] b) {
        double[] all = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, all, a.length, b.length);
        Arrays.sort(all);
        return all;
    }
}
