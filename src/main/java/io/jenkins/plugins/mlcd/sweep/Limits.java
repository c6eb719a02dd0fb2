package io.jenkins.plugins.mlcd.sweep;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * When a study ends, besides having tried all that its sampler has.
 *
 * @param maxTrialCount at least 1: no more trials than this are asked
 * @param maxFailedTrialCount at least 0: the study fails when more trials than this have failed. When it is not given, the
 *     study fails when its first {@value #FAILED_AT_START} trials all fail
 * @param goal a finite number: the study ends when a trial reaches it
 * @param timeout above zero, from the study's definition: running trials are stopped when it is over
 * @param retries at least 0: how often a trial that was lost with its worker is asked again
 */
public record Limits(
        OptionalInt maxTrialCount, OptionalInt maxFailedTrialCount, OptionalDouble goal, Optional<Duration> timeout, int retries) {

    static final int FAILED_AT_START = 3;

    /** How often a lost trial is asked again when the Jenkinsfile does not say. */
    public static final int DEFAULT_RETRIES = 3;

    public Limits {
        requireAtLeast(1, "maxTrialCount", maxTrialCount);
        requireAtLeast(0, "maxFailedTrialCount", maxFailedTrialCount);
        requireAtLeast(0, "retries", OptionalInt.of(retries));
        if (goal.isPresent() && !Double.isFinite(goal.getAsDouble())) {
            throw new IllegalArgumentException("goal " + goal.getAsDouble() + " is not a finite number");
        }
        if (timeout.isPresent() && (timeout.get().isZero() || timeout.get().isNegative())) {
            throw new IllegalArgumentException("timeout must be longer than zero");
        }
    }

    private static void requireAtLeast(int least, String name, OptionalInt value) {
        if (value.isPresent() && value.getAsInt() < least) {
            throw new IllegalArgumentException(name + " " + value.getAsInt() + " must be at least " + least);
        }
    }

    /** So many trials and nothing else. */
    public static Limits trials(int maxTrialCount) {
        return new Limits(OptionalInt.of(maxTrialCount), OptionalInt.empty(), OptionalDouble.empty(), Optional.empty(), DEFAULT_RETRIES);
    }
}
