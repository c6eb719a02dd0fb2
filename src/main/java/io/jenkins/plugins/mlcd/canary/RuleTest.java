package io.jenkins.plugins.mlcd.canary;

import io.jenkins.plugins.mlcd.expression.Limit.Line;

/**
 * The evidence on one rule, collected over looks and valid whenever one stops. Each figure starts at 1; under what it is evidence
 * against, the chance that it ever reaches {@code 1 / a} is at most {@code a}.
 */
interface RuleTest {

    RuleTest plus(Figures canary, Figures stable);

    /** Evidence that the canary breaks the rule. */
    double broken();

    /** Evidence that the canary does not break the rule by the effect that matters. */
    double kept();

    /** Evidence that the canary is better than the limit, collected in A/B tests only, and of no latency. */
    double better();

    static RuleTest of(MetricRule rule, double minEffect, boolean abTest) {
        return switch (rule.measure().type()) {
            case RATE -> RateTest.start(rule, minEffect, abTest);
            case MEAN -> MeanTest.start(rule, minEffect);
            case ESTIMATE -> EstimateTest.start(rule, minEffect);
            case LATENCY -> rule.relative() ? LatencyTest.start() : ExceedanceTest.start(rule, minEffect);
        };
    }

    /** The limit as a straight line over the stable version's figure; where it is bent, the one that goes through it at {@code stable}. */
    static Line line(MetricRule rule, double stable) {
        if (rule.line().isPresent()) {
            return rule.line().get();
        }
        return rule.relative() ? new Line(1, rule.limit(stable) - stable) : new Line(0, rule.limit(0));
    }
}
