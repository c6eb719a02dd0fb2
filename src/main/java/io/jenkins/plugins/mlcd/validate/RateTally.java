package io.jenkins.plugins.mlcd.validate;

import io.jenkins.plugins.mlcd.expression.Limit;
import io.jenkins.plugins.mlcd.stats.Difference;
import io.jenkins.plugins.mlcd.stats.Interval;
import io.jenkins.plugins.mlcd.stats.PairedProportions;
import io.jenkins.plugins.mlcd.stats.Proportions;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.DoubleFunction;

/** Counts of a proportion. */
final class RateTally implements Tally {

    private final Measure measure;
    private long samples;
    private long successes;
    private long baselineSamples;
    private long baselineSuccesses;
    private long both;
    private long onlyCandidate;
    private long onlyBaseline;
    private long neither;

    RateTally(Measure measure) {
        this.measure = measure;
    }

    /** A tally of pairs that were counted already. */
    static RateTally of(PairedProportions pair) {
        RateTally tally = new RateTally(Measure.RIGHT);
        tally.samples = pair.samples();
        tally.successes = pair.both() + pair.onlyFirst();
        tally.baselineSamples = pair.samples();
        tally.baselineSuccesses = pair.both() + pair.onlySecond();
        tally.both = pair.both();
        tally.onlyCandidate = pair.onlyFirst();
        tally.onlyBaseline = pair.onlySecond();
        tally.neither = pair.neither();
        return tally;
    }

    @Override
    public void candidate(Row row) {
        samples++;
        successes += success(row) ? 1 : 0;
    }

    @Override
    public void baseline(Row row) {
        baselineSamples++;
        baselineSuccesses += success(row) ? 1 : 0;
    }

    @Override
    public void pair(Row candidate, Row baseline) {
        boolean mine = success(candidate);
        boolean other = success(baseline);
        samples++;
        baselineSamples++;
        if (mine) {
            successes++;
            both += other ? 1 : 0;
            onlyCandidate += other ? 0 : 1;
        } else {
            onlyBaseline += other ? 1 : 0;
            neither += other ? 0 : 1;
        }
        baselineSuccesses += other ? 1 : 0;
    }

    private boolean success(Row row) {
        return measure.of().applyAsDouble(row) > 0;
    }

    @Override
    public Tally empty() {
        return new RateTally(measure);
    }

    @Override
    public void add(Tally tally) {
        RateTally other = (RateTally) tally;
        samples += other.samples;
        successes += other.successes;
        baselineSamples += other.baselineSamples;
        baselineSuccesses += other.baselineSuccesses;
        both += other.both;
        onlyCandidate += other.onlyCandidate;
        onlyBaseline += other.onlyBaseline;
        neither += other.neither;
    }

    @Override
    public long samples() {
        return samples;
    }

    @Override
    public long silent() {
        return 0;
    }

    @Override
    public long baselineSamples() {
        return baselineSamples;
    }

    @Override
    public long baselineSilent() {
        return 0;
    }

    @Override
    public double value() {
        return (double) successes / samples;
    }

    @Override
    public OptionalDouble baselineValue() {
        return baselineSamples == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) baselineSuccesses / baselineSamples);
    }

    @Override
    public Evidence against(Limit limit) {
        if (!limit.relative()) {
            return new RateEvidence(successes, samples, limit.at(0), OptionalDouble.empty(), "");
        }
        double baseline = baselineValue().orElseThrow();
        Optional<Limit.Line> line = limit.linear();
        if (line.isEmpty()) {
            return new RateEvidence(successes, samples, limit.at(baseline), baselineValue(), MeanTally.exactly(baseline));
        }
        PairedProportions pair = new PairedProportions(both, onlyCandidate, onlyBaseline, neither);
        return line.get().slope() == 1 && pair.samples() > 0 ? new PairedRateEvidence(pair, line.get().intercept()) : scaled(line.get(), baseline);
    }

    /** Against a multiple of the baseline's proportion, or one of other samples. */
    private Evidence scaled(Limit.Line line, double baseline) {
        double other = line.slope() * baseline;
        DoubleFunction<Interval> spread = coverage -> {
            Interval theirs = Proportions.wilson(baselineSuccesses, baselineSamples, coverage);
            double a = line.slope() * theirs.low();
            double b = line.slope() * theirs.high();
            return Difference.interval(
                    value(),
                    Proportions.wilson(successes, samples, coverage),
                    other,
                    new Interval(Math.min(a, b), Math.max(a, b)),
                    Math.signum(line.slope()) * correlation());
        };
        return new EstimateEvidence(
                value(),
                baselineValue(),
                value() - other,
                line.intercept(),
                OptionalLong.of(samples),
                spread,
                true,
                false,
                Decision.number(value()) + " against " + Decision.number(baseline) + " of the baseline: the difference ",
                "");
    }

    /** Of both models' answers on the same samples; 0 where nothing varies. */
    private double correlation() {
        double n = both + onlyCandidate + onlyBaseline + neither;
        double p = (both + onlyCandidate) / n;
        double q = (both + onlyBaseline) / n;
        double spread = Math.sqrt(p * (1 - p) * q * (1 - q));
        return n > 0 && spread > 0 ? (both / n - p * q) / spread : 0;
    }
}
