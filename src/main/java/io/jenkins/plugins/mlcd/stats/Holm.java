package io.jenkins.plugins.mlcd.stats;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Adjusts the p-values of several tests for their number (S. Holm, Scandinavian Journal of Statistics 6, 1979): the chance that any
 * adjusted value of a true hypothesis is at most alpha is at most alpha, however the tests depend on each other.
 */
public final class Holm {

    private Holm() {}

    /** The adjusted p-values, in the order of {@code pValues}. */
    public static double[] adjust(double... pValues) {
        int tests = pValues.length;
        List<Integer> rising = IntStream.range(0, tests)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> pValues[i]))
                .toList();
        double[] adjusted = new double[tests];
        double largest = 0;
        for (int i = 0; i < tests; i++) {
            int index = rising.get(i);
            largest = Math.max(largest, Math.min(1, pValues[index] * (tests - i)));
            adjusted[index] = largest;
        }
        return adjusted;
    }
}
