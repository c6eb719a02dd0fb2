package io.jenkins.plugins.mlcd.sweep;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.record.Json;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Hyperband (Li et al., JMLR 2018) over asynchronous successive halving ({@link Rungs}): trials are dealt to brackets whose first
 * rung comes later and later; the last bracket has none. Each bracket has its own competition in the paper; here a trial competes
 * with all that have reached its rung, which a study with few trials needs. The trials of the last bracket show how well rungs
 * rank; when the very first rung ranks them badly, all trials get more grace.
 *
 * @param minResource step of the first rung of the first bracket, at least 1
 * @param reductionFactor one in so many goes on at a rung, at least 2
 * @param maxResource how many steps a full trial has, above {@code minResource}; empty: as many as the longest complete trial
 *     had, and nothing is pruned before one is complete
 */
public record HyperbandPruner(int minResource, int reductionFactor, OptionalInt maxResource) implements Pruner {

    /** Multiples of it, modulo 1, fill the interval evenly from the first few on. */
    private static final double GOLDEN_RATIO = (Math.sqrt(5) - 1) / 2;

    private static final int MAX_REVIEWED = 20;

    public HyperbandPruner {
        Rungs.require(minResource, reductionFactor, maxResource, 0);
    }

    @Override
    public ObjectNode toJson() {
        ObjectNode json = Json.object().put("kind", "hyperband").put("minResource", minResource).put("reductionFactor", reductionFactor);
        maxResource.ifPresent(max -> json.put("maxResource", max));
        return json;
    }

    @Override
    public Optional<String> prune(Curves curves, Trial trial) {
        OptionalInt max = max(curves);
        if (max.isEmpty()) {
            return Optional.empty();
        }
        int bracket = bracket(trial.number(), first(curves), max.getAsInt());
        int first = rung(first(curves), bracket);
        return first >= max.getAsInt() ? Optional.empty() : new Rungs(first, reductionFactor, max).prune(curves, trial);
    }

    @Override
    public Optional<Grace> review(Curves curves) {
        OptionalInt max = max(curves);
        if (max.isEmpty()) {
            return Optional.empty();
        }
        int first = first(curves);
        List<Trial> spared = curves.complete().stream()
                .filter(trial -> rung(first, bracket(trial.number(), first, max.getAsInt())) >= max.getAsInt())
                .limit(MAX_REVIEWED)
                .toList();
        return new Rungs(first, reductionFactor, max).review(curves, spared);
    }

    private OptionalInt max(Curves curves) {
        return maxResource.isPresent() ? maxResource : curves.lastStep();
    }

    private int first(Curves curves) {
        return Math.max(minResource, curves.grace());
    }

    private int rung(int first, int bracket) {
        return (int) Math.min(Integer.MAX_VALUE, first * Math.pow(reductionFactor, bracket));
    }

    /** Which bracket a trial belongs to, from 0: dealt by its number, so that each bracket costs about the same. */
    int bracket(int number, int first, int max) {
        int last = 0;
        while (rung(first, last) < max) {
            last++;
        }
        double total = 0;
        for (int bracket = 0; bracket <= last; bracket++) {
            total += share(bracket, last);
        }
        double place = number * GOLDEN_RATIO % 1 * total;
        int bracket = 0;
        while (bracket < last && place >= share(bracket, last)) {
            place -= share(bracket, last);
            bracket++;
        }
        return bracket;
    }

    /** The paper's number of configurations of a bracket with {@code last - bracket} rungs. */
    private double share(int bracket, int last) {
        int rungs = last - bracket;
        return Math.ceil((last + 1.0) / (rungs + 1) * Math.pow(reductionFactor, rungs));
    }
}
