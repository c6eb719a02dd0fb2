package io.jenkins.plugins.mlcd.canary;

import io.jenkins.plugins.mlcd.record.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What a rollout does next; a pure function of its state and the time. */
sealed interface Decision {

    /** Start the canary, or on an empty target the first version. */
    record Deploy(boolean first) implements Decision {}

    /** Record {@code percent} and set it. */
    record Shift(int percent) implements Decision {}

    record WaitUntil(Instant time) implements Decision {}

    /** Read the figures and judge them. */
    record Analyse() implements Decision {}

    /** Enter the phase in which the canary becomes the stable version. */
    record BeginPromotion(String reason) implements Decision {}

    record Promote() implements Decision {}

    /** Enter the phase in which the traffic goes back. */
    record BeginRollback(String reason) implements Decision {}

    record RollBack() implements Decision {}

    record End() implements Decision {}

    static Decision next(RolloutState state, Instant now) {
        return switch (state.phase()) {
            case PREPARING -> new Deploy(state.stable().isEmpty());
            case PROGRESSING -> progress(state, now);
            case PROMOTING -> new Promote();
            case ROLLING_BACK -> new RollBack();
            case SUCCEEDED, FAILED -> new End();
        };
    }

    private static Decision progress(RolloutState state, Instant now) {
        RolloutDefinition definition = state.definition();
        if (state.step() < 0) {
            return new Shift(definition.stepWeights().get(0));
        }
        if (state.failures() >= definition.threshold()) {
            return new BeginRollback(state.failures() + " of " + definition.threshold() + " looks failed");
        }
        if (state.inconclusives() >= definition.inconclusiveLimit()) {
            return new BeginRollback(state.inconclusives() + " looks in a row could not tell whether the canary is good");
        }
        if (state.verdict().equals(Optional.of(Verdict.PASS))) {
            return state.lastStep()
                    ? new BeginPromotion("every look at the weights " + definition.stepWeights() + " passed")
                    : new Shift(definition.stepWeights().get(state.step() + 1));
        }
        Optional<Instant> end = definition.maxDurationSeconds()
                .map(seconds -> state.startedAt().plus(Duration.ofMillis(Math.round(1000 * seconds))));
        if (end.isPresent() && !now.isBefore(end.get())) {
            return new BeginRollback("the rollout did not end within its maxDuration");
        }
        Instant due = state.lookedAt().plus(definition.interval());
        return now.isBefore(due) ? new WaitUntil(due) : new Analyse();
    }
}
