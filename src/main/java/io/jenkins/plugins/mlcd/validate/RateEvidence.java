package io.jenkins.plugins.mlcd.validate;

import io.jenkins.plugins.mlcd.stats.Interval;
import io.jenkins.plugins.mlcd.stats.Proportions;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** A proportion against a number: Wilson's interval, and the exact binomial test. */
record RateEvidence(long successes, long trials, double limit, OptionalDouble baseline, String note) implements Evidence {

    @Override
    public double value() {
        return (double) successes / trials;
    }

    @Override
    public double estimate() {
        return value();
    }

    @Override
    public OptionalLong samples() {
        return OptionalLong.of(trials);
    }

    @Override
    public Interval interval(double coverage) {
        return Proportions.wilson(successes, trials, coverage);
    }

    @Override
    public double worsePValue(boolean large) {
        return large ? Proportions.atMostPValue(successes, trials, limit) : Proportions.atLeastPValue(successes, trials, limit);
    }

    @Override
    public Evidence scaled(long samples) {
        return new RateEvidence(Math.round(value() * samples), samples, limit, baseline, note);
    }

    @Override
    public boolean share() {
        return true;
    }
}
