package io.jenkins.plugins.mlcd.canary;

import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What a person wants of a rollout that is under way.
 *
 * @param number of the command in its build, from 1
 * @param action what is wanted
 * @param by who, as Jenkins knows the person
 * @param at when
 * @param reason at most {@value #MAX_REASON} characters; may be empty
 */
public record PersonCommand(int number, Action action, String by, Instant at, String reason) {

    public static final int MAX_REASON = 1000;

    /** What can be wanted. */
    public enum Action {
        /** Keep the weight. */
        PAUSE,
        /** Go on after a pause. */
        RESUME,
        /** Take the traffic back. */
        ROLLBACK,
        /** Set the weight, or promote, as the rollout waits for. */
        APPROVE;

        /** @throws IllegalArgumentException naming the word and those that there are */
        public static Action of(String word) {
            return Arrays.stream(values())
                    .filter(action -> action.word().equals(word))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("'" + word + "' is nothing that can be done with a rollout; there are "
                            + Arrays.stream(values()).map(Action::word).toList()));
        }

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @throws IllegalArgumentException when the reason is too long */
    public PersonCommand {
        reason = reason == null ? "" : reason.strip();
        if (reason.length() > MAX_REASON) {
            throw new IllegalArgumentException("the reason must have at most " + MAX_REASON + " characters, but has " + reason.length());
        }
    }

    /** Why it cannot be done at that phase; empty when it can. */
    Optional<String> refusal(RolloutState state) {
        boolean fits = switch (action) {
            case PAUSE -> state.phase() == Phase.MIRRORING || state.phase() == Phase.PROGRESSING;
            case RESUME -> state.phase() == Phase.PAUSED && state.awaited().isEmpty();
            case ROLLBACK -> state.phase().beforePromotion();
            case APPROVE -> state.phase() == Phase.PAUSED && state.awaited().isPresent();
        };
        return fits
                ? Optional.empty()
                : Optional.of(action.word() + " does not fit: the rollout is " + state.phase().word()
                        + state.awaited().map(what -> " and waits for the approval of " + what).orElse(""));
    }

    /** For the record and the console: {@code ann: looks wrong}. */
    String words() {
        return by + (reason.isEmpty() ? "" : ": " + reason);
    }
}
