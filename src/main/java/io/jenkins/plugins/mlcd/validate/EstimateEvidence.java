package io.jenkins.plugins.mlcd.validate;

import io.jenkins.plugins.mlcd.stats.Interval;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.DoubleFunction;

/**
 * An estimate of which an interval is known for every coverage, and no better test.
 *
 * @param estimate the figure, its difference from the baseline's, or its ratio to it
 * @param spread the interval around the estimate at a coverage; it shrinks with the root of the number of samples
 */
record EstimateEvidence(
        double value,
        OptionalDouble baseline,
        double estimate,
        double limit,
        OptionalLong samples,
        DoubleFunction<Interval> spread,
        boolean share,
        boolean ratio,
        String lead,
        String note)
        implements Evidence {

    @Override
    public Interval interval(double coverage) {
        return spread.apply(coverage);
    }

    @Override
    public double shown(double number) {
        return ratio ? number * baseline.orElseThrow() : Evidence.super.shown(number);
    }

    @Override
    public Evidence scaled(long more) {
        double factor = Math.sqrt((double) samples.orElse(more) / more);
        DoubleFunction<Interval> narrow = coverage -> {
            Interval wide = spread.apply(coverage);
            return new Interval(estimate - factor * (estimate - wide.low()), estimate + factor * (wide.high() - estimate));
        };
        return new EstimateEvidence(value, baseline, estimate, limit, OptionalLong.of(more), narrow, share, ratio, lead, note);
    }
}
