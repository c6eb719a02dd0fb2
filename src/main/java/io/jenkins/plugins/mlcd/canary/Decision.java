package io.jenkins.plugins.mlcd.canary;

import io.jenkins.plugins.mlcd.record.Verdict;
import java.time.Instant;
import java.util.Optional;

/** What a rollout does next; a pure function of its state and the time. */
sealed interface Decision {

    int ALL = 100;

    /** Start the canary, or on an empty target the first version. */
    record Deploy(boolean first) implements Decision {}

    /** Test the canary by itself. */
    record Smoke() implements Decision {}

    /** Record a share of the requests and one of copies, and set them. */
    record Shift(int weight, int mirror) implements Decision {}

    record WaitUntil(Instant time) implements Decision {}

    /** Read the figures and judge them. */
    record Analyse() implements Decision {}

    /** Record that a phase begins. */
    record Enter(Phase phase, String reason, Optional<String> awaits) implements Decision {

        static Enter phase(Phase phase, String reason) {
            return new Enter(phase, reason, Optional.empty());
        }
    }

    record Promote() implements Decision {}

    /** Send all requests to the stable version, stop the canary, and test what users get. */
    record Finalise() implements Decision {}

    record RollBack() implements Decision {}

    record End() implements Decision {}

    static Decision next(RolloutState state, Instant now) {
        if (state.pending().isPresent()) {
            return obey(state, state.pending().get());
        }
        return switch (state.phase()) {
            case PREPARING -> new Deploy(state.stable().isEmpty());
            case SMOKE -> new Smoke();
            case MIRRORING, PROGRESSING -> turnBack(state, now).orElseGet(() -> progress(state, now));
            case PAUSED -> turnBack(state, now).orElseGet(() -> look(state, now));
            case PROMOTING -> new Promote();
            case FINALISING -> new Finalise();
            case ROLLING_BACK -> new RollBack();
            case SUCCEEDED, FAILED -> new End();
        };
    }

    /** What comes after the canary was deployed. */
    static Phase afterDeployment(RolloutDefinition definition, boolean tested) {
        if (definition.smoke() && !tested) {
            return Phase.SMOKE;
        }
        return definition.mirror() > 0 ? Phase.MIRRORING : Phase.PROGRESSING;
    }

    private static Decision obey(RolloutState state, PersonCommand command) {
        return switch (command.action()) {
            case PAUSE -> Enter.phase(Phase.PAUSED, "paused by " + command.words());
            case RESUME -> Enter.phase(state.pausedFrom(), "resumed by " + command.words());
            case APPROVE -> Enter.phase(state.pausedFrom(), "approved by " + command.words());
            case ROLLBACK -> Enter.phase(Phase.ROLLING_BACK, "rolled back by " + command.words());
        };
    }

    /** Reasons to take the traffic back, whether the rollout is paused or not. */
    private static Optional<Decision> turnBack(RolloutState state, Instant now) {
        RolloutDefinition definition = state.definition();
        String why = null;
        if (state.foreign().isPresent()) {
            why = state.foreign().get();
        } else if (state.failures() >= definition.threshold() && state.reportsOnly()) {
            return Optional.of(Enter.phase(Phase.FINALISING, "the stable version wins: " + state.lastLook().orElse("")));
        } else if (state.failures() >= definition.threshold()) {
            why = state.failures() + " of " + definition.threshold() + " looks failed, the last one: " + state.lastLook().orElse("");
        } else if (state.errors() >= definition.consecutiveErrorLimit()) {
            why = state.errors() + " looks in a row ended in errors, the last one: " + state.lastLook().orElse("");
        } else if (state.end(now).filter(end -> !now.isBefore(end)).isPresent()) {
            return Optional.of(late(state));
        }
        return Optional.ofNullable(why).map(reason -> Enter.phase(Phase.ROLLING_BACK, reason));
    }

    private static Decision late(RolloutState state) {
        return state.reportsOnly()
                ? Enter.phase(Phase.FINALISING, "no winner within maxDuration: " + state.lastLook().orElse("no look"))
                : Enter.phase(Phase.ROLLING_BACK, "the rollout did not end within its maxDuration");
    }

    private static Decision progress(RolloutState state, Instant now) {
        RolloutDefinition definition = state.definition();
        if (!state.routed() || state.phase() == Phase.PROGRESSING && state.step() < 0) {
            return state.phase() == Phase.MIRRORING ? new Shift(0, definition.mirror()) : shift(state, definition.stepWeights().get(0));
        }
        if (state.inconclusives() >= definition.inconclusiveLimit() && definition.quiet() != Quiet.HOLD) {
            boolean copies = definition.quiet() == Quiet.MIRROR && state.mirror() == 0 && state.weight() < ALL;
            return copies
                    ? new Shift(state.weight(), ALL)
                    : Enter.phase(Phase.ROLLING_BACK, state.inconclusives() + " looks in a row could not tell whether the canary is good, the last one: "
                            + state.lastLook().orElse(""));
        }
        if (state.proofDue().filter(due -> !now.isBefore(due)).isPresent()) {
            return Enter.phase(Phase.ROLLING_BACK, "inconclusive: within its proofTimeout it was not proven that the canary is good, the last look: " + state.lastLook().orElse(""));
        }
        if (state.verdict().equals(Optional.of(Verdict.PASS))) {
            return passed(state);
        }
        return look(state, now);
    }

    private static Decision passed(RolloutState state) {
        RolloutDefinition definition = state.definition();
        if (state.phase() == Phase.MIRRORING) {
            return Enter.phase(Phase.PROGRESSING, "the copies of requests were answered well");
        }
        if (state.reportsOnly()) {
            return Enter.phase(Phase.FINALISING, "the canary wins: " + state.lastLook().orElse(""));
        }
        if (!state.lastStep()) {
            return shift(state, definition.stepWeights().get(state.step() + 1));
        }
        return state.approved(RolloutDefinition.PROMOTION)
                ? Enter.phase(Phase.PROMOTING, "every look at the weights " + definition.stepWeights() + " passed")
                : await(RolloutDefinition.PROMOTION);
    }

    private static Decision shift(RolloutState state, int weight) {
        return state.approved(Integer.toString(weight)) ? new Shift(weight, 0) : await(Integer.toString(weight));
    }

    private static Decision await(String what) {
        boolean promotion = what.equals(RolloutDefinition.PROMOTION);
        return new Enter(Phase.PAUSED, "waits for a person to approve " + (promotion ? "the promotion" : what + " %"), Optional.of(what));
    }

    private static Decision look(RolloutState state, Instant now) {
        if (!state.routed()) {
            return new WaitUntil(now.plus(state.definition().interval()));
        }
        Instant due = state.lookedAt().plus(state.definition().interval());
        return now.isBefore(due) ? new WaitUntil(due) : new Analyse();
    }
}
