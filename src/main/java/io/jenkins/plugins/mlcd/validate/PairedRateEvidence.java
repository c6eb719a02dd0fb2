package io.jenkins.plugins.mlcd.validate;

import io.jenkins.plugins.mlcd.stats.Interval;
import io.jenkins.plugins.mlcd.stats.PairedProportions;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * The difference of two models' proportions on the same samples against a constant: only the samples on which they differ tell
 * something. Tango's score interval and test; against 0 the exact McNemar test.
 */
record PairedRateEvidence(PairedProportions pair, double limit) implements Evidence {

    @Override
    public double value() {
        return (double) (pair.both() + pair.onlyFirst()) / pair.samples();
    }

    @Override
    public OptionalDouble baseline() {
        return OptionalDouble.of((double) (pair.both() + pair.onlySecond()) / pair.samples());
    }

    @Override
    public double estimate() {
        return pair.difference();
    }

    @Override
    public OptionalLong samples() {
        return OptionalLong.of(pair.samples());
    }

    @Override
    public Interval interval(double coverage) {
        return pair.differenceInterval(coverage);
    }

    @Override
    public double worsePValue(boolean large) {
        PairedProportions good = large ? pair : pair.swapped();
        return limit == 0 ? good.worsePValue() : good.worsePValue(large ? limit : -limit);
    }

    @Override
    public Evidence scaled(long samples) {
        double factor = (double) samples / pair.samples();
        long onlyFirst = Math.round(pair.onlyFirst() * factor);
        long onlySecond = Math.round(pair.onlySecond() * factor);
        long neither = Math.round(pair.neither() * factor);
        long both = Math.max(0, samples - onlyFirst - onlySecond - neither);
        return new PairedRateEvidence(new PairedProportions(both, onlyFirst, onlySecond, neither), limit);
    }

    @Override
    public boolean share() {
        return true;
    }

    @Override
    public String lead() {
        return String.format(
                Locale.ROOT,
                "%s against %s of the baseline, alone right on %,d samples, the baseline on %,d: the difference ",
                Decision.number(value()),
                Decision.number(baseline().getAsDouble()),
                pair.onlyFirst(),
                pair.onlySecond());
    }
}
