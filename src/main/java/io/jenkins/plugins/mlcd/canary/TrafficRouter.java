package io.jenkins.plugins.mlcd.canary;

import java.io.IOException;
import java.util.Optional;

/** Shares the requests between the stable version and the canary. */
@FunctionalInterface
public interface TrafficRouter {

    /**
     * Shares the requests so, and returns when new requests are. What others have written to the shares meanwhile is
     * overwritten; the same again changes nothing. {@link TrafficSplit#NONE} must work whether there is a canary or not.
     *
     * @throws IllegalArgumentException when the router has no such split, see {@link #unsupported}
     */
    void route(TrafficSplit split) throws IOException, InterruptedException;

    /** Why the router cannot share requests so, in one sentence; empty when it can. Asked before a rollout starts. */
    default Optional<String> unsupported(TrafficSplit split) {
        return split.plain() ? Optional.empty() : Optional.of("this router shares requests by weight only, without mirror and match");
    }

    /**
     * Called before each look with the split that was set last: whether it is still in force.
     *
     * @throws ForeignWriteException when somebody else has changed what this router had set
     */
    default void verify(TrafficSplit expected) throws IOException, InterruptedException {
        // A router that nobody else can write to has nothing to look at.
    }
}
