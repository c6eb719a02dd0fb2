package io.jenkins.plugins.mlcd.prometheus;

import java.util.Map;
import java.util.Optional;

/**
 * Figures of one's own, by the names that rules use.
 *
 * @param gauges queries that give one number each: how it stands now, such as the depth of a queue
 * @param observations counters of what was observed, such as orders after a recommendation
 */
public record CustomFigures(Map<String, QueryTemplate> gauges, Map<String, Observation> observations) {

    public static final CustomFigures NONE = new CustomFigures(Map.of(), Map.of());

    private static final String NAME = "[a-z][a-z0-9_]{0,63}";

    /**
     * Observations that are counted; each is an instant vector selector of counters, whose series are added up.
     *
     * @param count how many there were
     * @param sum of them: for a share of yes and no, how many were yes
     * @param squares sum of their squares; absent for yes (1) and no (0), of which it is the sum
     */
    public record Observation(QueryTemplate count, QueryTemplate sum, Optional<QueryTemplate> squares) {}

    /** @throws IllegalArgumentException when a name is none, or stands for two figures */
    public CustomFigures {
        gauges = Map.copyOf(gauges);
        observations = Map.copyOf(observations);
        for (String name : gauges.keySet()) {
            requireName(name);
            if (observations.containsKey(name)) {
                throw new IllegalArgumentException("'" + name + "' is a gauge and an observation; a name stands for one figure");
            }
        }
        observations.keySet().forEach(CustomFigures::requireName);
    }

    private static void requireName(String name) {
        if (!name.matches(NAME)) {
            throw new IllegalArgumentException("the figure '" + name + "' must be named by a letter and then up to 63 letters, digits or '_', in lower case");
        }
    }
}
