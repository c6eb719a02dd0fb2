package io.jenkins.plugins.mlcd.canary;

import java.io.IOException;

/** Reads the figures of the two versions of a rollout, both at the same time. */
@FunctionalInterface
public interface MetricProvider {

    /**
     * The cumulative figures of {@code canary} and {@code stable} (versions such as {@code digits:42}) since some time before
     * the rollout; what lies between two readings is their difference. What is not known is absent, never zero: a version without
     * figures, a figure that is NaN or has a gap. A counter that starts anew falls, and must be given as it is, so that the
     * rollout sees it; or else be carried on over the reset by the provider. Figures of its own
     * ({@link io.jenkins.plugins.mlcd.target.TargetMetrics.Counters#observed()} and {@code gauges()}) can be named in rules as the built-in ones can.
     *
     * @throws IOException when nothing can be read; the look is an error then, and holds the weight
     */
    Reading read(String canary, String stable) throws IOException, InterruptedException;
}
