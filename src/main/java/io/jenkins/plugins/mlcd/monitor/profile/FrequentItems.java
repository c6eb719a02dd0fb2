package io.jenkins.plugins.mlcd.monitor.profile;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The most frequent of many values with about how often each occurs, at most {@value #LIMIT} of them: the summary of Misra
 * and Gries (1982), which merges (Agarwal et al. 2012). A value occurs at least as often as it is counted and at most
 * {@code error} times more; one that is not counted occurs at most {@code error} times. With up to {@value #LIMIT}
 * different values all counts are exact.
 *
 * @param counts least number of occurrences by value, in alphabetical order
 * @param total all occurrences of all values
 * @param error most occurrences that any value has beyond its count; at most total / ({@value #LIMIT} + 1)
 */
public record FrequentItems(Map<String, Long> counts, long total, long error) {

    public static final int LIMIT = 1_000;

    /** Values are kept up to this many characters; longer ones with the same beginning are one. */
    public static final int LONGEST = 200;

    public FrequentItems {
        counts = Collections.unmodifiableMap(new LinkedHashMap<>(new TreeMap<>(counts)));
        long counted = 0;
        for (long count : counts.values()) {
            if (count < 1) {
                throw new IllegalArgumentException("a frequent value occurs at least once, but not " + count + " times");
            }
            counted = Math.addExact(counted, count);
        }
        if (counts.size() > LIMIT || counted > total || error < 0 || error > (total - counted) / (LIMIT + 1)) {
            throw new IllegalArgumentException(counts.size() + " frequent values (at most " + LIMIT + ") that occur " + counted
                    + " times cannot be of " + total + " with an error of " + error);
        }
    }

    /** Of no values at all. */
    public static FrequentItems empty() {
        return new FrequentItems(Map.of(), 0, 0);
    }

    /** Whether every value is counted exactly. */
    public boolean exact() {
        return error == 0;
    }

    /** The most that {@code value} can have occurred. */
    public long atMost(String value) {
        return counts.getOrDefault(value, 0L) + error;
    }

    /** The summary of both sets of values together; its error is within the bound for their total. */
    public FrequentItems merge(FrequentItems other) {
        Map<String, Long> sum = new HashMap<>(counts);
        other.counts.forEach((value, count) -> sum.merge(value, count, Long::sum));
        long reduced = reduce(sum);
        return new FrequentItems(sum, Math.addExact(total, other.total), error + other.error + reduced);
    }

    /** Takes what the first value beyond the limit has from all counts; returns it. */
    static long reduce(Map<String, Long> counts) {
        if (counts.size() <= LIMIT) {
            return 0;
        }
        long[] rising = counts.values().stream().mapToLong(Long::longValue).sorted().toArray();
        long taken = rising[rising.length - 1 - LIMIT];
        counts.values().removeIf(count -> count <= taken);
        counts.replaceAll((value, count) -> count - taken);
        return taken;
    }
}
