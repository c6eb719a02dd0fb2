package io.jenkins.plugins.mlcd.sweep;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.record.Json;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Asynchronous successive halving ({@link Rungs}). The first trials are spared: they run to their end whatever their rungs say, and
 * show how well the rungs rank. When the first rung ranks them badly, as many again are spared, for a few trials may do so by chance; when it
 * ranks all of these badly too, all trials get more grace.
 *
 * @param minResource step of the first rung, at least 1
 * @param reductionFactor one in so many goes on, at least 2
 * @param maxResource how many steps a full trial has, above {@code minResource}; empty: as many as the longest complete trial had
 * @param startupTrials how many trials are spared at first, at least 0; below {@value Rungs#MIN_REVIEWED} the rungs are not looked at
 */
public record AshaPruner(int minResource, int reductionFactor, OptionalInt maxResource, int startupTrials) implements Pruner {

    /** One epoch hardly ranks anything. */
    public static final int DEFAULT_MIN_RESOURCE = 2;

    /** That of the paper. */
    public static final int DEFAULT_REDUCTION_FACTOR = 4;

    /** Enough to suspect a rung that ranks no better than chance, and few beside what a study spends. */
    public static final int DEFAULT_STARTUP_TRIALS = 6;

    public AshaPruner {
        Rungs.require(minResource, reductionFactor, maxResource, startupTrials);
    }

    @Override
    public ObjectNode toJson() {
        ObjectNode json = Json.object().put("kind", "asha").put("minResource", minResource).put("reductionFactor", reductionFactor);
        maxResource.ifPresent(max -> json.put("maxResource", max));
        return json.put("startupTrials", startupTrials);
    }

    private Rungs rungs(Curves curves) {
        return new Rungs(Math.max(minResource, curves.grace()), reductionFactor, maxResource);
    }

    @Override
    public Optional<String> prune(Curves curves, Trial trial) {
        return isSpared(curves, trial.number()) ? Optional.empty() : rungs(curves).prune(curves, trial);
    }

    private boolean isSpared(Curves curves, int number) {
        return number < startupTrials || number < 2L * startupTrials && look(curves, startupTrials).isPresent();
    }

    @Override
    public Optional<Grace> review(Curves curves) {
        return look(curves, startupTrials).flatMap(suspicion -> look(curves, 2 * startupTrials));
    }

    /** What the first {@code count} trials say of the first rung, when all of them have ended: those that finish first may be the short ones. */
    private Optional<Grace> look(Curves curves, int count) {
        Collection<Trial> first = curves.first(count);
        if (first.size() < count || !first.stream().allMatch(trial -> trial.state().finished())) {
            return Optional.empty();
        }
        return rungs(curves).review(curves, first.stream().filter(trial -> trial.state() == TrialState.COMPLETE).toList());
    }
}
