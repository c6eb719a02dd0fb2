package io.jenkins.plugins.mlcd.sweep;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.record.Json;
import java.util.List;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Stops a trial whose best value so far is worse than the median of what the completed trials had reported at the same
 * step: the median stopping rule of Golovin et al., Google Vizier (KDD 2017), with the settings of Optuna's MedianPruner.
 *
 * @param startupTrials nothing is pruned before this many trials have completed; at least 0
 * @param warmupSteps nothing is pruned before this step; at least 0
 * @param interval steps between two decisions, counted from {@code warmupSteps}; at least 1
 */
public record MedianPruner(int startupTrials, int warmupSteps, int interval) implements Pruner {

    public MedianPruner {
        if (startupTrials < 0) {
            throw new IllegalArgumentException("startupTrials " + startupTrials + " must be at least 0");
        }
        if (warmupSteps < 0) {
            throw new IllegalArgumentException("warmupSteps " + warmupSteps + " must be at least 0");
        }
        if (interval < 1) {
            throw new IllegalArgumentException("interval " + interval + " must be at least 1");
        }
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
    public Optional<String> prune(Direction direction, List<Trial> trials, Trial trial) {
        List<Trial> completed = trials.stream().filter(other -> other.state() == TrialState.COMPLETE).toList();
        if (completed.isEmpty() || completed.size() < startupTrials || trial.reported().isEmpty()) {
            return Optional.empty();
        }
        int step = trial.reported().lastKey();
        if (step < warmupSteps || !isFirstOfInterval(step, trial.reported().navigableKeySet())) {
            return Optional.empty();
        }
        OptionalDouble best = best(direction, trial);
        if (best.isEmpty()) {
            return Optional.of("no value up to step " + step + " is a number");
        }
        OptionalDouble median = median(completed, step);
        if (median.isEmpty() || !direction.better(median.getAsDouble(), best.getAsDouble())) {
            return Optional.empty();
        }
        return Optional.of("best value %s is worse than the median %s at step %d"
                .formatted(ParameterValue.text(best.getAsDouble()), ParameterValue.text(median.getAsDouble()), step));
    }

    /** Steps may be skipped by the trainer: the first one reported in an interval decides. */
    private boolean isFirstOfInterval(int step, NavigableSet<Integer> steps) {
        int start = (step - warmupSteps) / interval * interval + warmupSteps;
        Integer previous = steps.lower(step);
        return previous == null || previous < start;
    }

    private static OptionalDouble best(Direction direction, Trial trial) {
        return trial.reported().values().stream()
                .mapToDouble(Double::doubleValue)
                .filter(value -> !Double.isNaN(value))
                .reduce((a, b) -> direction.better(b, a) ? b : a);
    }

    private static OptionalDouble median(List<Trial> completed, int step) {
        double[] values = completed.stream()
                .map(trial -> trial.reported().get(step))
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
        int half = values.length / 2;
        if (values.length == 0) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(values.length % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2);
    }
}
