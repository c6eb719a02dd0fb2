package io.jenkins.plugins.mlcd.monitor.rules;

import java.time.Duration;
import java.util.OptionalInt;

/**
 * How often a rule must be violated before it is raised, and how long it must be quiet before it has recovered.
 *
 * @param violations violated windows that raise it, at least 1
 * @param within the time in which they must lie
 * @param measure the time full of one-minute windows to which {@code violations} belongs: a watch with fewer windows, all in all or within the
 *     time, needs the same share of them, but at least {@code least}; zero when the number stands for itself
 * @param least violated windows that even the shortest watch needs
 * @param quiet windows in a row without a violation after which it has recovered; without it as many as raise it, at least {@value #QUIET}
 */
public record Raising(int violations, Duration within, Duration measure, int least, OptionalInt quiet) {

    public static final int QUIET = 5;

    private static final int SECONDS_PER_MINUTE = 60;

    /** A number that stands for itself. */
    public static Raising outright(int violations, Duration within) {
        return new Raising(violations, within, Duration.ZERO, 1, OptionalInt.empty());
    }

    public Raising {
        if (violations < 1) {
            throw new IllegalArgumentException("violations must be at least 1, but is " + violations);
        }
        if (within.isNegative() || within.isZero()) {
            throw new IllegalArgumentException("within must be longer than nothing, but is " + within);
        }
        if (quiet.isPresent() && quiet.getAsInt() < 1) {
            throw new IllegalArgumentException("recovery must be at least 1 quiet window, but is " + quiet.getAsInt());
        }
    }

    /** Windows of this length that lie within the time, at least 1. */
    public int windows(Duration interval) {
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, within.toMillis() / Math.max(1, interval.toMillis())));
    }

    /** The violated windows that raise a rule in a watch of {@code count} windows of this length. */
    public int needed(Duration interval, int count) {
        return measure.isZero() ? violations : needed(Math.min(count, windows(interval)));
    }

    private int needed(int windows) {
        if (violations == 1) {
            return 1;
        }
        double full = Math.max(1, (double) measure.toSeconds() / SECONDS_PER_MINUTE);
        int proportional = (int) Math.ceil(violations * windows / full);
        return Math.max(1, Math.min(windows, Math.min(violations, Math.max(least, proportional))));
    }

    public int recovery(int needed) {
        return quiet.orElse(Math.max(QUIET, needed));
    }

    public Raising recoveringAfter(OptionalInt windows) {
        return new Raising(violations, within, measure, least, windows);
    }
}
