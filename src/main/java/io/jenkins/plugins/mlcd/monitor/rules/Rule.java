package io.jenkins.plugins.mlcd.monitor.rules;

import java.util.Map;

/**
 * A rule about one window of traffic. Pure: the same look gives the same finding. What it must remember of earlier windows its finding
 * carries to the next one, on record.
 */
public interface Rule {

    /** What a Jenkinsfile calls it, such as {@code drift}; where several of one kind make sense, with what tells them apart. */
    String name();

    /** Its parameters as they are recorded. */
    Map<String, Object> parameters();

    /** Whether it compares with a reference profile. */
    boolean needsReference();

    /** Whether it can tell nothing about a window of too few samples; the window is then inconclusive without it being asked. */
    default boolean needsTraffic() {
        return true;
    }

    /** What the rule says about a window; inconclusive with the reason when the window does not have what it needs. */
    Finding inspect(Look look);
}
