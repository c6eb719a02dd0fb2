package io.jenkins.plugins.mlcd.sweep;

import io.jenkins.plugins.mlcd.stats.RankCorrelation;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * Asynchronous successive halving by stopping: Li et al., A System for Massively Parallel Hyperparameter Tuning (MLSys 2020).
 * Rungs are at {@code first}, {@code first * factor}, {@code first * factor^2}, ... steps. A trial that reaches a rung goes on when
 * it is among the best {@code 1/factor} of those that have reached it so far, itself included. What counts is a trial's best value so
 * far, not its last: curves are noisy, and one bad epoch at a rung says little.
 *
 * @param first step of the first rung, at least 1
 * @param factor at least 2
 * @param max no rung is at this step or above; empty: as far as the complete trials went
 */
record Rungs(int first, int factor, OptionalInt max) {

    /** How many trials must have completed unpruned before their ranks say something. */
    static final int MIN_REVIEWED = 5;

    /** A rank correlation below this is hardly better than chance for the few trials that it is measured on. */
    private static final double LOW_CORRELATION = 0.2;

    /** Settings of a pruner that goes by rungs. */
    static void require(int minResource, int reductionFactor, OptionalInt maxResource, int startupTrials) {
        PercentilePruner.requireAtLeast(1, "minResource", minResource);
        PercentilePruner.requireAtLeast(2, "reductionFactor", reductionFactor);
        PercentilePruner.requireAtLeast(0, "startupTrials", startupTrials);
        if (maxResource.isPresent() && maxResource.getAsInt() <= minResource) {
            throw new IllegalArgumentException("maxResource " + maxResource.getAsInt() + " must be above minResource " + minResource);
        }
    }

    /** Why the trial stops at the rung that its last report reached; empty when it goes on or has reached none. */
    Optional<String> prune(Curves curves, Trial trial) {
        OptionalInt rung = reachedNow(curves, trial);
        if (rung.isEmpty()) {
            return Optional.empty();
        }
        int step = rung.getAsInt();
        double best = curves.bestUpTo(trial, trial.reported().lastKey());
        if (Double.isNaN(best)) {
            return Optional.of("no value up to step " + trial.reported().lastKey() + " is a number");
        }
        SortedValues values = curves.reached(step);
        int kept = Math.max(1, values.size() / factor);
        OptionalDouble limit = values.best(curves.direction(), kept);
        if (limit.isEmpty() || !curves.direction().better(limit.getAsDouble(), best)) {
            return Optional.empty();
        }
        return Optional.of("best value %s is not among the best %d of %d at rung %d (%s)"
                .formatted(ParameterValue.text(best), kept, values.size(), step, ParameterValue.text(limit.getAsDouble())));
    }

    /** The highest rung between the last two reports; trainers may skip steps. */
    private OptionalInt reachedNow(Curves curves, Trial trial) {
        if (trial.reported().isEmpty()) {
            return OptionalInt.empty();
        }
        int last = trial.reported().lastKey();
        Integer before = trial.reported().lowerKey(last);
        int end = max.orElse(curves.lastStep().orElse(Integer.MAX_VALUE));
        int reached = 0;
        for (long rung = first; rung <= last && rung < end; rung *= factor) {
            reached = (int) rung;
        }
        return reached == 0 || before != null && before >= reached ? OptionalInt.empty() : OptionalInt.of(reached);
    }

    /**
     * More grace when the first rung ranks the trials that were spared badly: the first later step whose rank correlation with
     * the final values is not low, at most half of the way.
     *
     * @param spared complete trials that no rung could prune: those that passed one are a selection, whose ranks agree less
     */
    Optional<Pruner.Grace> review(Curves curves, List<Trial> spared) {
        int half = max.orElse(curves.lastStep().orElse(0)) / 2;
        if (spared.size() < MIN_REVIEWED || first >= half) {
            return Optional.empty();
        }
        double correlation = correlation(curves, spared, first);
        if (correlation >= LOW_CORRELATION) {
            return Optional.empty();
        }
        int step = first + 1;
        while (step < half && correlation(curves, spared, step) < LOW_CORRELATION) {
            step++;
        }
        return Optional.of(new Pruner.Grace(step, String.format(Locale.ROOT,
                "the first rung, step %d, ranks badly: its rank correlation with the final value is %.2f over %d trials; "
                        + "no trial is pruned before step %d any more", first, correlation, spared.size(), step)));
    }

    private static double correlation(Curves curves, List<Trial> trials, int step) {
        double worst = curves.direction() == Direction.MAXIMIZE ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        double[] early = trials.stream()
                .mapToDouble(trial -> curves.bestUpTo(trial, step))
                .map(value -> Double.isNaN(value) ? worst : value)
                .toArray();
        double[] end = trials.stream().mapToDouble(trial -> trial.value().orElseThrow()).toArray();
        return RankCorrelation.spearman(early, end);
    }
}
