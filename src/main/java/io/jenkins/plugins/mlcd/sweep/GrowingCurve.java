package io.jenkins.plugins.mlcd.sweep;

import java.util.Collections;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * The figures of a running trial by step. Each {@link #with} returns what there is by now, which never changes afterwards and may
 * be read by other threads; what is returned later shares its memory, so a report does not cost more the longer a trial is.
 * As each is a part of a larger map, it gives no sub-maps that reach beyond its last step. Safe for use by one thread at a time.
 */
final class GrowingCurve {

    private ConcurrentNavigableMap<Integer, Double> steps = new ConcurrentSkipListMap<>();

    /** The curve with one more figure; logarithmic in its length when the step is the last one, else linear. */
    NavigableMap<Integer, Double> with(int step, double value) {
        if (!steps.isEmpty() && step <= steps.lastKey()) {
            steps = new ConcurrentSkipListMap<>(steps);
        }
        steps.put(step, value);
        return Collections.unmodifiableNavigableMap(steps.headMap(steps.lastKey(), true));
    }
}
