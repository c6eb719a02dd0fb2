package io.jenkins.plugins.mlcd.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A metric to optimise and which way.
 *
 * @param metric a name of a metric, as trials report it
 */
public record Objective(String metric, Direction direction) {

    private static final int MAX_OBJECTIVES = 10;

    public Objective {
        ReportParser.requireMetric(metric);
    }

    /**
     * Objectives from a map as written in a Jenkinsfile: metric to {@code 'maximize'} or {@code 'minimize'}.
     *
     * @throws IllegalArgumentException with one sentence that names the metric and the rule
     */
    public static List<Objective> parse(Map<?, ?> written) {
        List<Objective> objectives = new ArrayList<>();
        written.forEach((metric, direction) -> {
            try {
                objectives.add(new Objective(String.valueOf(metric), Direction.parse(String.valueOf(direction))));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("metrics: metric '" + metric + "': " + e.getMessage(), e);
            }
        });
        return requireSound(objectives);
    }

    /** 1 to 10 objectives, each metric once. */
    static List<Objective> requireSound(List<Objective> objectives) {
        if (objectives.isEmpty() || objectives.size() > MAX_OBJECTIVES) {
            throw new IllegalArgumentException("metrics: a study has 1 to " + MAX_OBJECTIVES + " metrics to optimise, not " + objectives.size()
                    + ": name them, such as metrics: [accuracy: 'maximize', latency_p99_ms: 'minimize']");
        }
        List<String> metrics = objectives.stream().map(Objective::metric).toList();
        for (int i = 0; i < metrics.size(); i++) {
            if (metrics.indexOf(metrics.get(i)) < i) {
                throw new IllegalArgumentException("metrics: metric '" + metrics.get(i) + "' is there twice");
            }
        }
        return List.copyOf(objectives);
    }

    @Override
    public String toString() {
        return direction.text() + " " + metric;
    }
}
