package io.jenkins.plugins.mlcd.validate;

import io.jenkins.plugins.mlcd.expression.Limit;
import io.jenkins.plugins.mlcd.stats.Interval;
import io.jenkins.plugins.mlcd.stats.Poisson;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.DoubleFunction;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * The expected calibration error: how far confidence and accuracy are apart, on average over {@value #BINS} equally wide bins of the
 * confidence (C. Guo et al., ICML 2017). Even a model that is perfectly calibrated shows an error, by chance. So each bin's variance is
 * taken off its squared gap (A. Kumar, P. Liang and T. Ma, NeurIPS 2019), and the lower end of the interval lies below the error as counted
 * by what the sum of the bins' noise may be; the upper end lies above it by the error's own spread. Both are bootstrapped. In a comparison
 * with a baseline on the same samples what chance adds to both cancels out, and the difference is taken as counted.
 */
final class CalibrationTally implements Tally {

    static final int BINS = 15;

    private static final int RESAMPLES = 1000;

    /** Bins times right or wrong, and a last one for no prediction. */
    private static final int ANSWERS = 2 * BINS + 1;

    private static final int NONE = 2 * BINS;

    /** A verdict must not depend on luck, so the same counts are always resampled in the same way. */
    private static final long SEED = 20170806;

    private final long[] counts = new long[ANSWERS * ANSWERS];
    private final double[] mine = new double[ANSWERS * ANSWERS];
    private final double[] theirs = new double[ANSWERS * ANSWERS];
    private long samples;
    private long silent;
    private long baselineSamples;
    private long baselineSilent;

    @Override
    public void candidate(Row row) {
        count(answer(row), NONE, row.confidence, 0);
    }

    @Override
    public void baseline(Row row) {
        count(NONE, answer(row), 0, row.confidence);
    }

    @Override
    public void pair(Row candidate, Row baseline) {
        count(answer(candidate), answer(baseline), candidate.confidence, baseline.confidence);
    }

    private void count(int candidate, int baseline, double confidence, double baselineConfidence) {
        samples += candidate == NONE ? 0 : 1;
        silent += candidate < 0 ? 1 : 0;
        baselineSamples += baseline == NONE ? 0 : 1;
        baselineSilent += baseline < 0 ? 1 : 0;
        if (candidate >= 0 && baseline >= 0) {
            int cell = candidate * ANSWERS + baseline;
            counts[cell]++;
            mine[cell] += confidence;
            theirs[cell] += baselineConfidence;
        }
    }

    /** -1 when the confidence is not told. */
    private static int answer(Row row) {
        if (Double.isNaN(row.confidence)) {
            return -1;
        }
        int bin = Math.min(BINS - 1, (int) (row.confidence * BINS));
        return 2 * bin + (row.right() ? 1 : 0);
    }

    @Override
    public Tally empty() {
        return new CalibrationTally();
    }

    @Override
    public void add(Tally tally) {
        throw new UnsupportedOperationException("a calibration error has no families of slices");
    }

    @Override
    public long samples() {
        return samples;
    }

    @Override
    public long silent() {
        return silent;
    }

    @Override
    public long baselineSamples() {
        return baselineSamples;
    }

    @Override
    public long baselineSilent() {
        return baselineSilent;
    }

    /** As other tools count it, with what chance adds. */
    @Override
    public double value() {
        return sum(gaps(mine, 0, null));
    }

    @Override
    public OptionalDouble baselineValue() {
        return baselineSamples == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum(gaps(theirs, 1, null)));
    }

    @Override
    public Evidence against(Limit limit) {
        if (limit.relative() && limit.linear().isPresent()) {
            return difference(limit.linear().get());
        }
        double bound = limit.relative() ? limit.at(baselineValue().orElseThrow()) : limit.at(0);
        String note = "; as counted " + Decision.number(value())
                + (limit.relative() ? MeanTally.exactly(baselineValue().orElseThrow()) : "");
        return alone(bound, limit.relative() ? baselineValue() : OptionalDouble.empty(), note);
    }

    private Evidence alone(double bound, OptionalDouble baseline, String note) {
        double[] gaps = gaps(mine, 0, null);
        double counted = sum(gaps);
        double[] noise = new double[RESAMPLES];
        double[] errors = new double[RESAMPLES];
        resample((i, weights) -> {
            double[] again = gaps(mine, 0, weights);
            errors[i] = sum(again);
            for (int bin = 0; bin < BINS; bin++) {
                noise[i] += Math.abs(again[bin] - gaps[bin]);
            }
        });
        Arrays.sort(noise);
        DoubleFunction<Interval> ends = coverage -> new Interval(
                Math.max(0, counted - quantile(noise, coverage) - unseen(coverage)),
                counted + Math.max(0, quantile(centred(errors), coverage)) + unseen(coverage));
        double estimate = Math.max(ends.apply(0.5).low(), corrected(gaps));
        DoubleFunction<Interval> spread = coverage -> new Interval(
                Math.min(estimate, ends.apply(coverage).low()), Math.max(estimate, ends.apply(coverage).high()));
        return new EstimateEvidence(estimate, baseline, estimate, bound, OptionalLong.of(samples), spread, false, false, "", note);
    }

    private Evidence difference(Limit.Line line) {
        double[] differences = new double[RESAMPLES];
        resample((i, weights) -> differences[i] = sum(gaps(mine, 0, weights)) - line.slope() * sum(gaps(theirs, 1, weights)));
        double[] spreads = centred(differences);
        double baseline = baselineValue().orElseThrow();
        double estimate = value() - line.slope() * baseline;
        DoubleFunction<Interval> spread = coverage ->
                new Interval(
                estimate - Math.max(0, quantile(spreads, coverage)) - unseen(coverage),
                estimate + Math.max(0, -quantile(spreads, -coverage)) + unseen(coverage));
        String lead = Decision.number(value()) + " against " + Decision.number(baseline) + " of the baseline: the difference ";
        return new EstimateEvidence(
                value(), baselineValue(), estimate, line.intercept(), OptionalLong.of(samples), spread, false, false, lead, "");
    }

    /** Resampling knows no answers that did not occur, which may be as many as the rule of three says: 3 of all samples at 95 %. */
    private double unseen(double coverage) {
        return -Math.log((1 - coverage) / 2) / samples;
    }

    /** Sorted, and without their mean. */
    private static double[] centred(double[] values) {
        double mean = Arrays.stream(values).average().orElseThrow();
        return Arrays.stream(values).map(value -> value - mean).sorted().toArray();
    }

    /** The upper end of a coverage of both sides; for a negative one the lower end. */
    private static double quantile(double[] sorted, double coverage) {
        return sorted[(int) Math.min(RESAMPLES - 1, Math.ceil((1 + coverage) / 2 * RESAMPLES) - 1)];
    }

    private interface Resample {
        void take(int number, double[] weights);
    }

    /** Draws every cell's count anew, {@value #RESAMPLES} times. */
    private void resample(Resample each) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
        double[] weights = new double[counts.length];
        for (int i = 0; i < RESAMPLES; i++) {
            for (int cell = 0; cell < counts.length; cell++) {
                if (counts[cell] > 0) {
                    weights[cell] = (double) Poisson.draw(counts[cell], random) / counts[cell];
                }
            }
            each.take(i, weights);
        }
    }

    /**
     * Confidence minus accuracy of each bin, times its share of all samples.
     *
     * @param confidences of the cells, of the candidate or the baseline
     * @param role 0 for the candidate, 1 for the baseline
     * @param weights how often each cell counts; null for once
     */
    private double[] gaps(double[] confidences, int role, double[] weights) {
        double[] gaps = new double[BINS];
        double total = 0;
        for (int cell = 0; cell < counts.length; cell++) {
            int answer = role == 0 ? cell / ANSWERS : cell % ANSWERS;
            if (counts[cell] > 0 && answer < NONE) {
                double weight = weights == null ? 1 : weights[cell];
                gaps[answer / 2] += weight * (confidences[cell] - answer % 2 * counts[cell]);
                total += weight * counts[cell];
            }
        }
        for (int bin = 0; bin < BINS; bin++) {
            gaps[bin] = total == 0 ? 0 : gaps[bin] / total;
        }
        return gaps;
    }

    private static double sum(double[] gaps) {
        return Arrays.stream(gaps).map(Math::abs).sum();
    }

    /** The candidate's error with each bin's variance taken off. */
    private double corrected(double[] gaps) {
        double[] all = new double[BINS];
        double[] right = new double[BINS];
        for (int cell = 0; cell < NONE * ANSWERS; cell++) {
            all[cell / ANSWERS / 2] += counts[cell];
            right[cell / ANSWERS / 2] += cell / ANSWERS % 2 * counts[cell];
        }
        double total = Arrays.stream(all).sum();
        double error = 0;
        for (int bin = 0; bin < BINS; bin++) {
            double accuracy = (right[bin] + 1) / (all[bin] + 2);
            double variance = all[bin] * accuracy * (1 - accuracy) / (total * total);
            error += Math.sqrt(Math.max(0, gaps[bin] * gaps[bin] - variance));
        }
        return error;
    }
}
