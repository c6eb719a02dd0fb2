package io.jenkins.plugins.mlcd.canary;

import io.jenkins.plugins.mlcd.stats.SequentialRates;
import io.jenkins.plugins.mlcd.stats.SequentialRates.Counts;
import io.jenkins.plugins.mlcd.stats.SequentialRates.Side;

/**
 * Of a latency quantile that is held against a number: whether more requests are slower than that than the quantile allows. A
 * bucket that the number cuts counts as fast enough.
 */
record ExceedanceTest(MetricRule rule, double allowed, double effect, SequentialRates worse, SequentialRates notWorse) implements RuleTest {

    static ExceedanceTest start(MetricRule rule, double minEffect) {
        double allowed = 1 - rule.measure().quantile().orElse(0.5);
        return new ExceedanceTest(rule, allowed, minEffect, SequentialRates.against(Side.AT_MOST, minEffect), SequentialRates.against(Side.AT_LEAST, minEffect));
    }

    @Override
    public ExceedanceTest plus(Figures canary, Figures stable) {
        double limit = rule.limit(0);
        long slow = 0;
        for (int i = 0; i < canary.latencyCounts().size(); i++) {
            boolean slower = i > 0 && canary.latencyBounds().get(i - 1) >= limit;
            slow += slower ? canary.latencyCounts().get(i) : 0;
        }
        Counts look = new Counts(slow, canary.timed(), 0, 0);
        return new ExceedanceTest(rule, allowed, effect, worse.plus(0, allowed, look), notWorse.plus(0, allowed + effect, look));
    }

    @Override
    public double broken() {
        return worse.evidence();
    }

    @Override
    public double kept() {
        return notWorse.evidence();
    }

    @Override
    public double better() {
        return notWorse.evidence();
    }
}
