package io.jenkins.plugins.mlcd.monitor.profile;

import java.util.HashMap;
import java.util.Map;

/**
 * Turns counters that replicas keep since their start into increases. A counter that is lower than before has started again
 * from zero, so that all it shows is increase (as {@code increase} of Prometheus has it). Not safe for use by several threads.
 */
public final class CounterIncrease {

    private final Map<String, Long> last = new HashMap<>();

    /**
     * The increase of one replica's counter since it was seen last; 0 when it is seen for the first time, because when
     * it counted that is not known.
     *
     * @param replica which one; a replica that is replaced has a name of its own
     * @param value what its counter shows, at least 0
     */
    public long since(String replica, long value) {
        if (value < 0) {
            throw new IllegalArgumentException("the counter of " + replica + " cannot be " + value);
        }
        Long before = last.put(replica, value);
        if (before == null) {
            return 0;
        }
        return value < before ? value : value - before;
    }

    /** Forgets a replica that is gone. */
    public void forget(String replica) {
        last.remove(replica);
    }
}
