package io.jenkins.plugins.mlcd.canary;

import java.io.IOException;

/** Reads the figures of the two versions of a rollout, both at the same time. */
@FunctionalInterface
public interface MetricProvider {

    /** The cumulative figures of {@code canary} and {@code stable} (versions such as {@code digits:42}); a version without figures is absent. */
    Reading read(String canary, String stable) throws IOException, InterruptedException;
}
