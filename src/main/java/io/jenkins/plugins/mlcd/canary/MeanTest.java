package io.jenkins.plugins.mlcd.canary;

import io.jenkins.plugins.mlcd.expression.Limit.Line;
import io.jenkins.plugins.mlcd.stats.Moments;
import io.jenkins.plugins.mlcd.stats.SequentialMeans;

/**
 * Of a mean: as the number of observations grows. Figures of which less is better are tested with the sign turned. The effect that matters
 * is in the figure's own unit where it lies between 0 and 1, and otherwise a share of the stable version's mean.
 *
 * @param seen of the stable version at earlier looks
 */
record MeanTest(MetricRule rule, double minEffect, Moments seen, SequentialMeans worse, SequentialMeans notWorse, SequentialMeans notBetter)
        implements RuleTest {

    static MeanTest start(MetricRule rule, double minEffect) {
        SequentialMeans start = SequentialMeans.start();
        return new MeanTest(rule, minEffect, Moments.NONE, start, start, start);
    }

    @Override
    public MeanTest plus(Figures canary, Figures stable) {
        Moments first = turned(rule.measure().moments().apply(canary));
        Moments second = turned(rule.measure().moments().apply(stable));
        if (first.count() < 1 || rule.relative() && second.count() < 1) {
            return this;
        }
        Moments known = seen.count() == 0 ? second : seen;
        double figure = rule.relative() ? turned(known.mean()) : 0;
        Line line = RuleTest.line(rule, figure);
        double limit = turned(line.at(figure));
        double effect = minEffect * scale(known, first);
        Moments next = seen.plus(second);
        return rule.relative()
                ? compared(next, first, second, limit - known.mean(), effect)
                : new MeanTest(rule, minEffect, next, worse.plusBelow(limit, first),
                        notWorse.plusBelow(effect - limit, negative(first)), notBetter.plusBelow(-limit, negative(first)));
    }

    /** @param shift of the limit from the stable version's mean */
    private MeanTest compared(Moments next, Moments first, Moments second, double shift, double effect) {
        return new MeanTest(rule, minEffect, next, worse.plus(first, second, shift),
                notWorse.plus(second, first, effect - shift), notBetter.plus(second, first, -shift));
    }

    private double scale(Moments known, Moments first) {
        Moments sample = known.count() == 0 ? first : known;
        boolean share = Math.abs(sample.sumSquares()) <= Math.abs(sample.sum()) && Math.abs(sample.mean()) <= 1;
        return share ? 1 : Math.abs(sample.mean());
    }

    private double turned(double value) {
        return rule.measure().largeIsGood() ? value : -value;
    }

    private Moments turned(Moments moments) {
        return rule.measure().largeIsGood() ? moments : negative(moments);
    }

    private static Moments negative(Moments moments) {
        return new Moments(moments.count(), -moments.sum(), moments.sumSquares());
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
