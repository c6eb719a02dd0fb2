package io.jenkins.plugins.mlcd.canary;

import io.jenkins.plugins.mlcd.record.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the events of one rollout add up to.
 *
 * @param model version that is rolled out
 * @param stable version that users had before; empty on a target without one
 * @param target where
 * @param definition how
 * @param phase where it stands
 * @param reason of the phase
 * @param step index of the weight in the definition; -1 before the first
 * @param weight percent that was last recorded, before it was set
 * @param startedAt time of the start
 * @param lookedAt time of the last look, or of the weight after it: the next look is an interval later
 * @param reading of the last look that could be read
 * @param looks since the traffic began to move
 * @param verdict of the last look at this weight; empty before one
 * @param failures failed looks so far
 * @param inconclusives inconclusive looks in a row
 */
public record RolloutState(
        String model,
        Optional<String> stable,
        String target,
        RolloutDefinition definition,
        Phase phase,
        String reason,
        int step,
        int weight,
        Instant startedAt,
        Instant lookedAt,
        Optional<Reading> reading,
        List<Look> looks,
        Optional<Verdict> verdict,
        int failures,
        int inconclusives) {

    public RolloutState {
        looks = List.copyOf(looks);
    }

    static RolloutState started(
            String model, Optional<String> stable, String target, RolloutDefinition definition, Instant at) {
        return new RolloutState(
                model, stable, target, definition, Phase.PREPARING, "", -1, 0, at, at, Optional.empty(), List.of(), Optional.empty(), 0, 0);
    }

    RolloutState entered(Phase next, String why) {
        return new RolloutState(
                model, stable, target, definition, next, why, step, weight, startedAt, lookedAt, reading, looks, verdict, failures,
                inconclusives);
    }

    /** A weight of the definition begins a step; weight 0 takes the traffic back. */
    RolloutState weighted(int percent, Instant at) {
        int index = definition.stepWeights().indexOf(percent);
        return new RolloutState(
                model, stable, target, definition, phase, reason, index < 0 ? step : index, percent, startedAt, at, reading, looks,
                Optional.empty(), failures, 0);
    }

    /** The figures from which the first look counts. */
    RolloutState read(Reading first) {
        return new RolloutState(
                model, stable, target, definition, phase, reason, step, weight, startedAt, lookedAt, Optional.of(first), looks, verdict,
                failures, inconclusives);
    }

    /** @param now the figures of the look; empty when they could not be read */
    RolloutState looked(Instant at, Optional<Reading> now, Verdict result) {
        List<Look> next = new ArrayList<>(looks);
        now.ifPresent(later -> next.add(look(later)));
        int failed = failures + (result == Verdict.FAIL ? 1 : 0);
        int unsure = result == Verdict.INCONCLUSIVE ? inconclusives + 1 : 0;
        return new RolloutState(
                model, stable, target, definition, phase, reason, step, weight, startedAt, at, now.or(() -> reading), next,
                Optional.of(result), failed, unsure);
    }

    Look look(Reading now) {
        return Look.between(weight, reading.orElse(Reading.NONE), now);
    }

    boolean lastStep() {
        return step >= definition.stepWeights().size() - 1;
    }
}
