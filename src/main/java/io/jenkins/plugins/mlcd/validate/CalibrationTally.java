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
 * confidence (C. Guo et al., ICML 2017). Even a model that is perfectly calibrated shows an error by chance, so the figure and its
 * interval are corrected by the bootstrap: what resampling adds to the error is taken off once.
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

    @Override
    public double value() {
        return corrected(1, 0);
    }

    @Override
    public OptionalDouble baselineValue() {
        return baselineSamples == 0 ? OptionalDouble.empty() : OptionalDouble.of(corrected(0, 1));
    }

    private double corrected(double candidate, double baseline) {
        return Math.max(0, 2 * error(candidate, baseline, asCounted()) - Arrays.stream(resampled(candidate, baseline)).average().orElseThrow());
    }

    @Override
    public Evidence against(Limit limit) {
        double slope = 0;
        double bound = limit.relative() ? limit.at(baselineValue().orElseThrow()) : limit.at(0);
        String note = "; " + Decision.number(error(1, 0, asCounted())) + " without the correction for chance";
        if (limit.relative() && limit.linear().isPresent()) {
            slope = limit.linear().get().slope();
            bound = limit.linear().get().intercept();
        } else if (limit.relative()) {
            note += MeanTally.exactly(baselineValue().orElseThrow());
        }
        return evidence(slope, bound, limit.relative() ? baselineValue() : OptionalDouble.empty(), note);
    }

    private Evidence evidence(double slope, double bound, OptionalDouble baseline, String note) {
        double[] errors = resampled(1, -slope);
        Arrays.sort(errors);
        double least = slope == 0 ? 0 : Double.NEGATIVE_INFINITY;
        double twice = 2 * error(1, -slope, asCounted());
        double estimate = Math.max(least, twice - Arrays.stream(errors).average().orElseThrow());
        DoubleFunction<Interval> spread = coverage -> {
            int cut = (int) Math.floor((1 - coverage) / 2 * RESAMPLES);
            double low = Math.max(least, twice - errors[RESAMPLES - 1 - cut]);
            return new Interval(Math.min(estimate, low), Math.max(estimate, twice - errors[cut]));
        };
        String lead = slope == 0 ? "" : "the difference ";
        return new EstimateEvidence(value(), baseline, estimate, bound, OptionalLong.of(samples), spread, false, false, lead, note);
    }

    /** The errors of resampled counts, each multiplied by its factor and added up. */
    private double[] resampled(double candidate, double baseline) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
        double[] errors = new double[RESAMPLES];
        double[] weights = new double[counts.length];
        for (int i = 0; i < RESAMPLES; i++) {
            for (int cell = 0; cell < counts.length; cell++) {
                weights[cell] = counts[cell] == 0 ? 0 : (double) Poisson.draw(counts[cell], random) / counts[cell];
            }
            errors[i] = error(candidate, baseline, weights);
        }
        return errors;
    }

    private double[] asCounted() {
        double[] weights = new double[counts.length];
        Arrays.fill(weights, 1);
        return weights;
    }

    private double error(double candidate, double baseline, double[] weights) {
        double[] mineApart = new double[BINS];
        double[] theirsApart = new double[BINS];
        double total = 0;
        for (int cell = 0; cell < counts.length; cell++) {
            double weighted = weights[cell] * counts[cell];
            if (weighted > 0) {
                total += weighted;
                apart(mineApart, cell / ANSWERS, weights[cell] * mine[cell], weighted);
                apart(theirsApart, cell % ANSWERS, weights[cell] * theirs[cell], weighted);
            }
        }
        double sum = 0;
        for (int bin = 0; bin < BINS; bin++) {
            sum += candidate * Math.abs(mineApart[bin]) + baseline * Math.abs(theirsApart[bin]);
        }
        return total == 0 ? 0 : sum / total;
    }

    private static void apart(double[] bins, int answer, double confidence, double count) {
        if (answer < NONE) {
            bins[answer / 2] += confidence - (answer % 2) * count;
        }
    }
}
