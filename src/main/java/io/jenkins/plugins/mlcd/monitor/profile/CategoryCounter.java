package io.jenkins.plugins.mlcd.monitor.profile;

import java.util.HashMap;
import java.util.Map;

/** Counts by category while they are gathered; categories beyond the limit are counted together. */
final class CategoryCounter {

    private final Map<String, long[]> counters = new HashMap<>();
    private long total;
    private long other;

    /** @param category null is not counted */
    void add(String category) {
        if (category == null) {
            return;
        }
        total++;
        long[] counter = counters.get(category);
        if (counter != null) {
            counter[0]++;
        } else if (counters.size() < CategoryProfile.LIMIT) {
            counters.put(category, new long[] {1});
        } else {
            other++;
        }
    }

    long total() {
        return total;
    }

    CategoryProfile build() {
        Map<String, Long> counts = new HashMap<>();
        counters.forEach((name, counter) -> counts.put(name, counter[0]));
        return new CategoryProfile(counts, other);
    }
}
