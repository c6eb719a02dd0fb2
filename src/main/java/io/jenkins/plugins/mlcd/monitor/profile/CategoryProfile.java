package io.jenkins.plugins.mlcd.monitor.profile;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts by category, at most {@value #LIMIT} categories.
 *
 * @param counts samples by category, in alphabetical order
 * @param other samples of categories beyond the limit
 */
public record CategoryProfile(Map<String, Long> counts, long other) {

    public static final int LIMIT = 1_000;

    public CategoryProfile {
        counts = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(new TreeMap<>(counts)));
        if (counts.size() > LIMIT || other < 0 || counts.values().stream().anyMatch(n -> n < 0)) {
            throw new IllegalArgumentException("a category profile has at most " + LIMIT + " categories and no negative count");
        }
    }

    public long total() {
        return other + counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Both together; categories beyond the limit, last in the alphabet, are counted as other. */
    public CategoryProfile merge(CategoryProfile more) {
        TreeMap<String, Long> sum = new TreeMap<>(counts);
        more.counts.forEach((category, count) -> sum.merge(category, count, Long::sum));
        long beyond = other + more.other;
        while (sum.size() > LIMIT) {
            beyond += sum.pollLastEntry().getValue();
        }
        return new CategoryProfile(sum, beyond);
    }
}
