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

    private static double[] merged(double[] a, double[] b) {
        double[] all = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, all, a.length, b.length);
        Arrays.sort(all);
        return all;
    }
}
