package io.jenkins.plugins.mlcd.sweep;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.record.Json;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Stops a trial whose best value so far is not among the best {@code percentile} percent of what the completed trials had
 * reported at the same step, as Optuna's PercentilePruner does.
 *
 * @param percentile how many percent go on; above 0 and below 100
 * @param startupTrials nothing is pruned before this many trials have completed; at least 0
 * @param warmupSteps nothing is pruned before this step; at least 0
 * @param interval steps between two decisions, counted from {@code warmupSteps}; at least 1
 */
public record PercentilePruner(double percentile, int startupTrials, int warmupSteps, int interval) implements Pruner {

    /** That of Optuna. */
    public static final int DEFAULT_STARTUP_TRIALS = 5;

    public PercentilePruner {
        if (!(percentile > 0 && percentile < 100)) {
            throw new IllegalArgumentException("percentile " + ParameterValue.text(percentile) + " must be above 0 and below 100");
        }
        requireAtLeast(0, "startupTrials", startupTrials);
        requireAtLeast(0, "warmupSteps", warmupSteps);
        requireAtLeast(1, "interval", interval);
    }

    static void requireAtLeast(int least, String name, int value) {
        if (value < least) {
            throw new IllegalArgumentException(name + " " + value + " must be at least " + least);
        }
    }

    @Override
    public ObjectNode toJson() {
        return Json.object()
                .put("kind", "percentile")
                .put("percentile", percentile)
                .put("startupTrials", startupTrials)
                .put("warmupSteps", warmupSteps)
                .put("interval", interval);
    }

    @Override
    public Optional<String> prune(Curves curves, Trial trial) {
        return prune(curves, trial, "percentile " + ParameterValue.text(percentile));
    }

    /** @param name what the limit is called */
    Optional<String> prune(Curves curves, Trial trial, String name) {
        int complete = curves.completeCount();
        if (complete == 0 || complete < startupTrials || trial.reported().isEmpty()) {
            return Optional.empty();
        }
        int step = trial.reported().lastKey();
        if (step < warmupSteps || !isFirstOfInterval(step, trial.reported().navigableKeySet())) {
            return Optional.empty();
        }
        double best = curves.bestUpTo(trial, step);
        if (Double.isNaN(best)) {
            return Optional.of("no value up to step " + step + " is a number");
        }
        double share = percentile / 100;
        OptionalDouble limit = curves.completeAt(step).quantile(curves.direction() == Direction.MAXIMIZE ? 1 - share : share);
        if (limit.isEmpty() || !curves.direction().better(limit.getAsDouble(), best)) {
            return Optional.empty();
        }
        return Optional.of("best value %s is worse than the %s %s at step %d"
                .formatted(ParameterValue.text(best), name, ParameterValue.text(limit.getAsDouble()), step));
    }

    /** Steps may be skipped by the trainer: the first one reported in an interval decides. */
    private boolean isFirstOfInterval(int step, NavigableSet<Integer> steps) {
        int start = (step - warmupSteps) / interval * interval + warmupSteps;
        Integer previous = steps.lower(step);
        return previous == null || previous < start;
    }
}
