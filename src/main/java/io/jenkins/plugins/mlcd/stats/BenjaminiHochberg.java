package io.jenkins.plugins.mlcd.stats;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Adjusts the p-values of several tests for their number (Benjamini and Hochberg 1995): among the tests whose adjusted value is
 * at most alpha, the expected share of false ones is at most alpha, for independent and positively dependent tests; where
 * nothing is true, alpha bounds the chance of any.
 */
public final class BenjaminiHochberg {

    private BenjaminiHochberg() {}

    /** The adjusted p-values, in the order of {@code pValues}. */
    public static double[] adjust(double... pValues) {
        int tests = pValues.length;
        List<Integer> falling = IntStream.range(0, tests)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> pValues[i]).reversed())
                .toList();
        double[] adjusted = new double[tests];
        double smallest = 1;
        for (int i = 0; i < tests; i++) {
            int index = falling.get(i);
            smallest = Math.min(smallest, pValues[index] * tests / (tests - i));
            adjusted[index] = smallest;
        }
        return adjusted;
    }
}
