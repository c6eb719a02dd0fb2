package io.jenkins.plugins.mlcd.validate;

import io.jenkins.plugins.mlcd.expression.Limit;
import io.jenkins.plugins.mlcd.stats.Spread;
import io.jenkins.plugins.mlcd.stats.StudentMean;
import java.util.Optional;
import java.util.OptionalDouble;

/** Sums of a figure of which the mean is asked. */
final class MeanTally implements Tally {

    private final Measure measure;
    private final Spread mine = new Spread();
    private final Spread theirs = new Spread();
    private final Spread differences = new Spread();
    private long silent;
    private long baselineSilent;

    MeanTally(Measure measure) {
        this.measure = measure;
    }

    /** What goes behind a sentence when the baseline's own uncertainty was not looked at. */
    static String exactly(double baseline) {
        return "; the baseline's " + Decision.number(baseline) + " is taken as exact";
    }

    @Override
    public void candidate(Row row) {
        double value = measure.of().applyAsDouble(row);
        if (Double.isNaN(value)) {
            silent++;
        } else {
            mine.add(value);
        }
    }

    @Override
    public void baseline(Row row) {
        double value = measure.of().applyAsDouble(row);
        if (Double.isNaN(value)) {
            baselineSilent++;
        } else {
            theirs.add(value);
        }
    }

    @Override
    public void pair(Row candidate, Row baseline) {
        candidate(candidate);
        baseline(baseline);
        double difference = measure.of().applyAsDouble(candidate) - measure.of().applyAsDouble(baseline);
        if (!Double.isNaN(difference)) {
            differences.add(difference);
        }
    }

    @Override
    public Tally empty() {
        return new MeanTally(measure);
    }

    @Override
    public void add(Tally tally) {
        MeanTally other = (MeanTally) tally;
        mine.add(other.mine);
        theirs.add(other.theirs);
        differences.add(other.differences);
        silent += other.silent;
        baselineSilent += other.baselineSilent;
    }

    @Override
    public long samples() {
        return mine.count() + silent;
    }

    @Override
    public long silent() {
        return silent;
    }

    @Override
    public long baselineSamples() {
        return theirs.count() + baselineSilent;
    }

    @Override
    public long baselineSilent() {
        return baselineSilent;
    }

    @Override
    public double value() {
        return mine.mean();
    }

    @Override
    public OptionalDouble baselineValue() {
        return theirs.count() == 0 ? OptionalDouble.empty() : OptionalDouble.of(theirs.mean());
    }

    @Override
    public Evidence against(Limit limit) {
        if (!limit.relative()) {
            return new MeanEvidence(student(mine.mean(), mine.variance()), value(), OptionalDouble.empty(), limit.at(0), "");
        }
        double baseline = theirs.mean();
        Optional<Limit.Line> line = limit.linear();
        if (line.isEmpty()) {
            return new MeanEvidence(student(mine.mean(), mine.variance()), value(), baselineValue(), limit.at(baseline), exactly(baseline));
        }
        double slope = line.get().slope();
        StudentMean difference = student(mine.mean() - slope * baseline, differenceVariance(slope));
        return new MeanEvidence(difference, value(), baselineValue(), line.get().intercept(), "");
    }

    /** Variance of a sample's own candidate's figure minus {@code slope} times its baseline's. */
    private double differenceVariance(double slope) {
        if (slope == 1) {
            return differences.variance();
        }
        double covariance = (mine.variance() + theirs.variance() - differences.variance()) / 2;
        return Math.max(0, mine.variance() + slope * slope * theirs.variance() - 2 * slope * covariance);
    }

    private StudentMean student(double mean, double variance) {
        return new StudentMean(mine.count(), mean, variance);
    }
}
