package io.jenkins.plugins.mlcd.monitor.profile;

import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * One field by which traffic is sliced, such as {@code country}, at most {@value #LIMIT} values of it.
 *
 * @param values counts by value, in alphabetical order
 * @param other counts of the values beyond the limit
 */
public record SliceProfile(Map<String, SliceCounts> values, SliceCounts other) {

    /** The most values of a field. */
    public static final int LIMIT = 50;

    /** The most fields of a profile. */
    public static final int MAX_FIELDS = 16;

    public SliceProfile {
        Objects.requireNonNull(other, "other");
        values = Collections.unmodifiableMap(new LinkedHashMap<>(new TreeMap<>(values)));
        if (values.size() > LIMIT) {
            throw new IllegalArgumentException("a field has at most " + LIMIT + " slices, but this one " + values.size());
        }
    }

    /** Of both sets of samples together; beyond the limit the smallest slices are counted as other. */
    public SliceProfile merge(SliceProfile more) {
        Map<String, SliceCounts> sum = new HashMap<>(values);
        more.values.forEach((value, counts) -> sum.merge(value, counts, SliceCounts::merge));
        SliceCounts beyond = other.merge(more.other);
        while (sum.size() > LIMIT) {
            String smallest = Collections.min(sum.entrySet(), Comparator.<Map.Entry<String, SliceCounts>>comparingLong(
                                    entry -> entry.getValue().samples())
                            .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
                    .getKey();
            beyond = beyond.merge(sum.remove(smallest));
        }
        return new SliceProfile(sum, beyond);
    }
}
