package io.jenkins.plugins.mlcd.sources;

import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/**
 * When to look again: after the interval, give or take a tenth, so that many jobs do not look at once; after failures twice as long
 * each time, up to an hour or the interval, whichever is longer.
 *
 * @param interval time between two looks, 1 s or longer
 */
public record Pace(Duration interval) {

    private static final Duration LONGEST = Duration.ofHours(1);
    private static final double JITTER = 0.1;
    private static final int MAX_DOUBLINGS = 20;

    public Pace {
        if (interval.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("interval must be 1s or longer, but is " + interval.toMillis() + " ms");
        }
    }

    /** @param failures how many looks in a row failed */
    public Instant next(Instant now, int failures, RandomGenerator random) {
        Duration wait = interval.multipliedBy(1L << Math.min(failures, MAX_DOUBLINGS));
        Duration most = interval.compareTo(LONGEST) > 0 ? interval : LONGEST;
        Duration bounded = wait.compareTo(most) > 0 ? most : wait;
        double factor = 1 + JITTER * (2 * random.nextDouble() - 1);
        return now.plusMillis(Math.round(bounded.toMillis() * factor));
    }
}
