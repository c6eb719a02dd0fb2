package io.jenkins.plugins.mlcd.sweep;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.record.Json;
import java.util.Optional;

/**
 * Stops a trial whose best value so far is worse than the median of what the completed trials had reported at the same
 * step: the median stopping rule of Golovin et al., Google Vizier (KDD 2017), with the settings of Optuna's MedianPruner.
 *
 * @param startupTrials nothing is pruned before this many trials have completed; at least 0
 * @param warmupSteps nothing is pruned before this step; at least 0
 * @param interval steps between two decisions, counted from {@code warmupSteps}; at least 1
 */
public record MedianPruner(int startupTrials, int warmupSteps, int interval) implements Pruner {

    private static final double HALF = 50;

    public MedianPruner {
        PercentilePruner.requireAtLeast(0, "startupTrials", startupTrials);
        PercentilePruner.requireAtLeast(0, "warmupSteps", warmupSteps);
        PercentilePruner.requireAtLeast(1, "interval", interval);
    }

    @Override
    public ObjectNode toJson() {
        return Json.object()
                .put("kind", "median")
                .put("startupTrials", startupTrials)
                .put("warmupSteps", warmupSteps)
                .put("interval", interval);
    }

    @Override
    public Optional<String> prune(Curves curves, Trial trial) {
        return new PercentilePruner(HALF, startupTrials, warmupSteps, interval).prune(curves, trial, "median");
    }
}
