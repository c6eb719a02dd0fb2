package io.jenkins.plugins.mlcd.monitor.profile;

import java.util.HashMap;
import java.util.Map;

/** One categorical feature while it is gathered. */
final class CategoricalColumn {

    /** Counts are reduced when there are twice as many as are kept, so that it costs a step a value at most. */
    private static final int MOST = 2 * FrequentItems.LIMIT;

    private final Map<String, long[]> counters = new HashMap<>();
    private final byte[] registers = new byte[DistinctSketch.REGISTERS];
    private long total;
    private long missing;
    private long error;

    /** @param value null when it is missing */
    void add(String value) {
        if (value == null) {
            missing++;
            return;
        }
        total++;
        String kept = value.length() > FrequentItems.LONGEST ? value.substring(0, FrequentItems.LONGEST) : value;
        long[] counter = counters.get(kept);
        if (counter != null && kept.length() < FrequentItems.LONGEST) {
            counter[0]++;
        } else {
            addNew(kept, value);
        }
    }

    /** A value that is counted already was entered among the distinct ones; one that was cut may be another. */
    private void addNew(String kept, String value) {
        DistinctSketch.update(registers, Hashes.of(value));
        counters.computeIfAbsent(kept, absent -> new long[1])[0]++;
        if (counters.size() > MOST) {
            Map<String, Long> counts = counts();
            error += FrequentItems.reduce(counts);
            counters.keySet().retainAll(counts.keySet());
            counts.forEach((item, count) -> counters.get(item)[0] = count);
        }
    }

    private Map<String, Long> counts() {
        Map<String, Long> counts = new HashMap<>();
        counters.forEach((value, counter) -> counts.put(value, counter[0]));
        return counts;
    }

    CategoricalProfile build() {
        Map<String, Long> counts = counts();
        long beyond = FrequentItems.reduce(counts);
        return new CategoricalProfile(total, missing, new FrequentItems(counts, total, error + beyond), DistinctSketch.of(registers));
    }
}
