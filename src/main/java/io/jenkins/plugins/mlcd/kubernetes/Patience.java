package io.jenkins.plugins.mlcd.kubernetes;

import io.jenkins.plugins.mlcd.record.Durations;
import java.time.Duration;
import java.util.Optional;

/**
 * How long a trial may be in a state that nothing may come of.
 *
 * @param pending how long its pod may take to be placed and started; waiting for a free GPU, a quota or a queue does not count
 * @param image how long its image may be missing: registries have hiccups
 */
public record Patience(Duration pending, Duration image) {

    /** Longest time that an image may be missing. */
    private static final Duration IMAGE = Duration.ofMinutes(2);

    public Patience {
        if (pending.isNegative() || pending.isZero()) {
            throw new IllegalArgumentException("pendingTimeout " + Durations.format(pending) + " must be more than 0");
        }
    }

    public static Patience of(Duration pending) {
        return new Patience(pending, pending.compareTo(IMAGE) < 0 ? pending : IMAGE);
    }

    /**
     * Why a trial is given up.
     *
     * @param verdict what it is doing
     * @param since how long it has been in this phase
     * @return one sentence; empty while there is hope
     */
    public Optional<String> exhausted(TrialVerdict verdict, Duration since) {
        return switch (verdict.phase()) {
            case PENDING -> over(since, pending, "pending", verdict);
            case IMAGE_ERROR -> over(since, image, "without its image", verdict);
            default -> Optional.empty();
        };
    }

    private static Optional<String> over(Duration since, Duration limit, String what, TrialVerdict verdict) {
        return since.compareTo(limit) < 0
                ? Optional.empty()
                : Optional.of("it was " + what + " for " + Durations.format(limit) + ": " + verdict.words());
    }
}
