package io.jenkins.plugins.mlcd.canary;

import io.jenkins.plugins.mlcd.expression.Limit.Line;
import io.jenkins.plugins.mlcd.stats.Moments;
import io.jenkins.plugins.mlcd.stats.SequentialRates;
import io.jenkins.plugins.mlcd.stats.SequentialRates.Counts;
import io.jenkins.plugins.mlcd.stats.SequentialRates.Side;

/** Of a rate: exact at any number of requests. A rate of good events is tested as that of the bad ones. */
record RateTest(MetricRule rule, double minEffect, boolean abTest, SequentialRates worse, SequentialRates notWorse, SequentialRates notBetter) implements RuleTest {

    static RateTest start(MetricRule rule, double minEffect, boolean abTest) {
        return new RateTest(rule, minEffect, abTest, SequentialRates.against(Side.AT_MOST, minEffect), SequentialRates.against(Side.AT_LEAST, minEffect),
                SequentialRates.against(Side.AT_LEAST, minEffect));
    }

    @Override
    public RateTest plus(Figures canary, Figures stable) {
        Moments first = rule.measure().moments().apply(canary);
        Moments second = rule.measure().moments().apply(stable);
        Counts look = new Counts((long) first.sum(), first.count(), (long) second.sum(), second.count());
        Line line = ofBadEvents();
        return new RateTest(
                rule,
                minEffect,
                abTest,
                worse.plus(line.slope(), line.intercept(), look),
                notWorse.plus(line.slope(), line.intercept() + minEffect, look),
                abTest ? notBetter.plus(line.slope(), line.intercept(), look) : notBetter);
    }

    private Line ofBadEvents() {
        if (!rule.measure().largeIsGood()) {
            return RuleTest.line(rule, worse.secondRate());
        }
        Line line = RuleTest.line(rule, 1 - worse.secondRate());
        return new Line(line.slope(), 1 - line.slope() - line.intercept());
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
        return notBetter.evidence();
    }
}
