package io.jenkins.plugins.mlcd.canary;

import java.util.Optional;

/**
 * What both versions did between two readings.
 *
 * @param weight percent of the requests that the canary got
 * @param canary absent when its figures do not follow on the reading before
 * @param stable likewise
 */
public record Look(int weight, Optional<Figures> canary, Optional<Figures> stable) {

    /** A canary that has no earlier figures was started by this rollout, so it counts from zero. */
    static Look between(int weight, Reading earlier, Reading later) {
        Figures canaryBefore = earlier.canary().map(Figures::of).orElse(Figures.NONE);
        return new Look(
                weight,
                later.canary().flatMap(counters -> Figures.of(counters).since(canaryBefore)),
                earlier.stable()
                        .flatMap(before -> later.stable().flatMap(after -> Figures.of(after).since(Figures.of(before)))));
    }

    /** Whether there are figures of both. */
    boolean sound() {
        return canary.isPresent() && stable.isPresent();
    }

    /** Whether there are figures of both while both were there to serve users. */
    boolean beside() {
        return sound() && weight < 100;
    }

    /** Whether both versions served users, so that they can be compared. */
    boolean concurrent() {
        return beside() && canary.get().requests() > 0 && stable.get().requests() > 0;
    }

    /** Whether the latencies of both are counted in the same buckets. */
    boolean sameBuckets() {
        return sound() && canary.get().latencyBounds().equals(stable.get().latencyBounds());
    }
}
