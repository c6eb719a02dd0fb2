package io.jenkins.plugins.mlcd.canary;

import io.jenkins.plugins.mlcd.stats.SequentialLatency;

/** Of a latency: whether the canary is slower at all. That it keeps the rule is not proven, but seen by its figure. */
record LatencyTest(SequentialLatency slower) implements RuleTest {

    static LatencyTest start() {
        return new LatencyTest(SequentialLatency.start());
    }

    @Override
    public LatencyTest plus(Figures canary, Figures stable) {
        return canary.latencyBounds().equals(stable.latencyBounds())
                ? new LatencyTest(slower.plus(canary.latencyCounts(), stable.latencyCounts()))
                : this;
    }

    @Override
    public double broken() {
        return slower.evidence();
    }

    @Override
    public double kept() {
        return Double.POSITIVE_INFINITY;
    }

    @Override
    public double better() {
        return 0;
    }
}
