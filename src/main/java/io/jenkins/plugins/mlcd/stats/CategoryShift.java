package io.jenkins.plugins.mlcd.stats;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.statistics.inference.ChiSquareTest;

/** Whether two samples differ in how often each category occurs. */
public final class CategoryShift {

    /** Cochran's rule: categories with fewer expected samples are taken together. */
    private static final double MIN_EXPECTED = 5;

    private CategoryShift() {}

    /**
     * Pearson's chi-square test of homogeneity.
     *
     * @throws IllegalArgumentException when one of them has no sample
     */
    public static TestResult test(Map<String, Long> reference, Map<String, Long> sample) {
        double n = total(reference);
        double m = total(sample);
        if (n == 0 || m == 0) {
            throw new IllegalArgumentException("the chi-square test needs samples on both sides");
        }
        List<long[]> cells = new ArrayList<>();
        long[] rest = new long[2];
        for (String category : categories(reference, sample)) {
            long[] cell = {reference.getOrDefault(category, 0L), sample.getOrDefault(category, 0L)};
            if ((cell[0] + cell[1]) * Math.min(n, m) / (n + m) >= MIN_EXPECTED) {
                cells.add(cell);
            } else {
                rest[0] += cell[0];
                rest[1] += cell[1];
            }
        }
        if (rest[0] + rest[1] > 0) {
            cells.add(rest);
        }
        return cells.size() < 2 ? new TestResult(0, 1) : chiSquare(cells);
    }

    private static TestResult chiSquare(List<long[]> cells) {
        long[] a = cells.stream().mapToLong(cell -> cell[0]).toArray();
        long[] b = cells.stream().mapToLong(cell -> cell[1]).toArray();
        var result = ChiSquareTest.withDefaults().test(a, b);
        return new TestResult(result.getStatistic(), result.getPValue());
    }

    /** Share of the samples that changed their category, 0..1: half the sum of the differences of the shares. */
    public static double distance(Map<String, Long> reference, Map<String, Long> sample) {
        double n = total(reference);
        double m = total(sample);
        double sum = 0;
        for (String category : categories(reference, sample)) {
            sum += Math.abs(reference.getOrDefault(category, 0L) / n - sample.getOrDefault(category, 0L) / m);
        }
        return sum / 2;
    }

    private static Set<String> categories(Map<String, Long> reference, Map<String, Long> sample) {
        Set<String> categories = new TreeSet<>(reference.keySet());
        categories.addAll(sample.keySet());
        return categories;
    }

    private static double total(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
