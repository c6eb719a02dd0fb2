package io.jenkins.plugins.mlcd.jenkins.steps.sweep;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.mlcd.sweep.Direction;
import io.jenkins.plugins.mlcd.sweep.Objective;
import java.util.List;
import java.util.Map;

/** What a study optimises, as a Jenkinsfile writes it: one metric and its direction, or a map of several. */
public final class Objectives {

    private Objectives() {}

    /**
     * The objectives, in the order written.
     *
     * @param direction {@code maximize} when it is not given
     * @throws IllegalArgumentException with one sentence that names the value and the rule
     */
    public static List<Objective> parse(@CheckForNull String metric, @CheckForNull String direction, @CheckForNull Map<String, Object> metrics) {
        if ((metric == null) == (metrics == null)) {
            throw new IllegalArgumentException(metric == null
                    ? "nothing to optimise: give metric: 'accuracy', or metrics: [accuracy: 'maximize', latency_p99_ms: 'minimize']"
                    : "metric and metrics are both given: give one of them");
        }
        if (metrics == null) {
            return List.of(new Objective(metric, direction == null ? Direction.MAXIMIZE : Direction.parse(direction)));
        }
        if (direction != null) {
            throw new IllegalArgumentException("direction '" + direction + "' goes with metric; in metrics each one has its own");
        }
        return Objective.parse(metrics);
    }
}
