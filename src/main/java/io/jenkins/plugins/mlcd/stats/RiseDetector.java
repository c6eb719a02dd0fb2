package io.jenkins.plugins.mlcd.stats;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import org.apache.commons.numbers.gamma.LogGamma;

/**
 * Watches a stream of rows for a rise: of the rate of events, such as errors of a model, or of how high the rows lie on a scale of levels, such as how
 * unsure a model is. It holds a stated rate of false alarms. Immutable: a few dozen numbers, whatever the length of the stream.
 *
 * <p>It is the Shiryaev-Roberts e-detector of Shin, Ramdas and Rinaldo (E-detectors, arXiv:2203.03532, 2022) over a mixture of
 * bets. For each row at which there may have been a rise, and each of a few factors by which the odds of the highest level against the lowest
 * may have risen, it keeps the likelihood ratio of the rows since against no rise; their sum has a recursion, so that the rows are not
 * kept. Without a rise the expected ratio of a row is 1 given all rows before, so the sum less the rows seen is a martingale, and the
 * mean run length to a false alarm is at least the threshold. Weighting the rows with chances that add up to 1 instead gives a
 * test martingale, which ever reaches {@code 1 / alpha} with a chance of at most {@code alpha} (Ville).
 *
 * <p>How often each level is met without a rise is not known but learnt: it has a Dirichlet (for events a Beta) distribution, from the rows
 * of a validation set (Jeffreys' prior before any) and all rows since. The ratios are taken against the exact predictive chance under
 * it, so how little is known is paid for, not ignored. The statement is in the mean over what is left open.
 */
public final class RiseDetector {

    /** Jeffreys' prior. */
    private static final double PRIOR = 0.5;

    /** Above any threshold, and far from what a double cannot hold. */
    private static final double MOST = 1e100;

    private static final double[] EVENT = {0, 1};

    private final FalseAlarms policy;
    private final Tilts tilts;
    private final long[] validation;
    private final long[] seen;

    /** For each tilt the sum of the weighted likelihood ratios since all rows so far; and the same, each weighted with the rows since, and with their scores. */
    private final double[] values;

    private final double[] sinceRows;
    private final double[] sinceScores;

    private RiseDetector(FalseAlarms policy, Tilts tilts, long[] validation, long[] seen, double[] values, double[] sinceRows, double[] sinceScores) {
        this.policy = policy;
        this.tilts = tilts;
        this.validation = validation;
        this.seen = seen;
        this.values = values;
        this.sinceRows = sinceRows;
        this.sinceScores = sinceScores;
    }

    /**
     * All that a detector knows, to write it down.
     *
     * @param policy what is held
     * @param scores of the levels, rising from 0 to 1; 0 and 1 for rows that are an event or not
     * @param validation rows of the validation set by level; all 0 when what is normal is learnt from the stream alone
     * @param seen rows of the stream by level
     * @param values for each bet the sum of the weighted likelihood ratios since all rows so far
     * @param sinceRows the same sums, each weighted with the rows since
     * @param sinceScores the same sums, each weighted with the scores of the rows since
     */
    public record State(
            FalseAlarms policy, List<Double> scores, List<Long> validation, List<Long> seen, List<Double> values, List<Double> sinceRows,
            List<Double> sinceScores) {

        public State {
            scores = List.copyOf(scores);
            validation = List.copyOf(validation);
            seen = List.copyOf(seen);
            values = List.copyOf(values);
            sinceRows = List.copyOf(sinceRows);
            sinceScores = List.copyOf(sinceScores);
        }
    }

    /** @throws IllegalArgumentException when the state is of no detector */
    public static RiseDetector of(State state) {
        Tilts tilts = new Tilts(doubles(state.scores));
        int levels = tilts.levels();
        int bets = tilts.count();
        if (state.validation.size() != levels || state.seen.size() != levels || state.values.size() != bets || state.sinceRows.size() != bets
                || state.sinceScores.size() != bets) {
            throw new IllegalArgumentException("a detector over " + levels + " levels has as many counts and " + bets + " bets, unlike " + state);
        }
        return new RiseDetector(state.policy, tilts, counts(state.validation, levels), counts(state.seen, levels), doubles(state.values),
                doubles(state.sinceRows), doubles(state.sinceScores));
    }

    public State state() {
        return new State(policy, list(tilts.scores()), list(validation), list(seen), list(values), list(sinceRows), list(sinceScores));
    }

    /**
     * Against a rate of events that a labelled validation set tells.
     *
     * @param events of the validation set, 0 to {@code rows}
     * @param rows of the validation set
     */
    public static RiseDetector against(long events, long rows, FalseAlarms policy) {
        return start(EVENT, new long[] {rows - events, events}, policy);
    }

    /** Without a known rate: the first rows of the stream, as many as {@link FalseAlarms#warmUp} says, are taken to be without a rise. */
    public static RiseDetector withoutReference(FalseAlarms policy) {
        return against(0, 0, policy);
    }

    /**
     * Over levels, such as bins of confidence from the surest to the least sure.
     *
     * @param scores of the levels, rising from 0 to 1
     * @param validation rows of a validation set by level
     */
    public static RiseDetector over(List<Double> scores, List<Long> validation, FalseAlarms policy) {
        return start(doubles(scores), counts(validation, scores.size()), policy);
    }

    private static RiseDetector start(double[] scores, long[] validation, FalseAlarms policy) {
        Tilts tilts = new Tilts(scores);
        long[] none = new long[scores.length];
        return new RiseDetector(policy, tilts, checked(validation, scores.length), none, new double[tilts.count()], new double[tilts.count()],
                new double[tilts.count()]);
    }

    /** After one more row that is an event or not. */
    public RiseDetector plus(boolean event) {
        return plusLevel(event ? 1 : 0);
    }

    /** After one more row of this level, 0 for the lowest. */
    public RiseDetector plusLevel(int level) {
        long[] more = new long[tilts.levels()];
        more[level] = 1;
        return after(more, 1);
    }

    /**
     * After more rows, in an order that does not matter; a rise may begin before them, not among them.
     *
     * @param events 0 to {@code rows}
     * @param rows 0 or more
     */
    public RiseDetector plus(long events, long rows) {
        long[] more = checked(new long[] {rows - events, events}, tilts.levels());
        return rows == 0 ? this : after(more, rows);
    }

    /** As {@link #plus(long, long)}, with one count a level. */
    public RiseDetector plus(List<Long> rows) {
        long[] more = counts(rows, tilts.levels());
        long all = sum(more);
        return all == 0 ? this : after(more, all);
    }

    private RiseDetector after(long[] more, long rows) {
        long[] all = seen.clone();
        for (int level = 0; level < all.length; level++) {
            all[level] += more[level];
        }
        if (sum(validation) + rows() < policy.warmUp()) {
            return new RiseDetector(policy, tilts, validation, all, values, sinceRows, sinceScores);
        }
        RiseDetector next = new RiseDetector(policy, tilts, validation, all, values.clone(), sinceRows.clone(), sinceScores.clone());
        next.bet(known(), more, rows, policy.weight(rows(), rows));
        return next;
    }

    private double[] known() {
        double[] known = new double[seen.length];
        for (int level = 0; level < known.length; level++) {
            known[level] = validation[level] + seen[level] + PRIOR;
        }
        return known;
    }

    /** Only of a detector that nobody else knows yet. */
    private void bet(double[] known, long[] more, long rows, double weight) {
        double score = 0;
        for (int level = 0; level < more.length; level++) {
            score += more[level] * tilts.scores()[level];
        }
        double correction = rows == 1 ? 0 : logCorrection(known, more, rows);
        for (int bet = 0; bet < values.length; bet++) {
            double ratio = rows == 1 ? tilts.ratio(bet, known, more) : Math.exp(tilts.logRatio(bet, known, more, rows) + correction);
            double value = values[bet] + weight;
            ratio = Math.min(ratio, MOST / value);
            values[bet] = value * ratio;
            sinceRows[bet] = (sinceRows[bet] + rows * value) * ratio;
            sinceScores[bet] = (sinceScores[bet] + score * value) * ratio;
        }
    }

    /** The chance of several rows by the shares that are expected now, over their chance when each is learnt from. */
    private static double logCorrection(double[] known, long[] more, long rows) {
        double total = 0;
        double log = 0;
        for (double share : known) {
            total += share;
        }
        for (int level = 0; level < known.length; level++) {
            log += more[level] * Math.log(known[level] / total) - LogGamma.value(known[level] + more[level]) + LogGamma.value(known[level]);
        }
        return log + LogGamma.value(total + rows) - LogGamma.value(total);
    }

    /** Rows of the stream so far. */
    public long rows() {
        return sum(seen);
    }

    /** The evidence of a rise, at least 0; an alarm when it reaches the run length or 1 / alpha that the policy states. */
    public double evidence() {
        return tilts.mean(values) + policy.rest(rows());
    }

    public boolean isAlarm() {
        return evidence() >= policy.threshold();
    }

    /** The rate of events, or mean score, of the validation set, or of all rows where there is none, 0..1; NaN before any row. */
    public double referenceRate() {
        long[] counts = sum(validation) > 0 ? validation : seen;
        double sum = 0;
        for (int level = 0; level < counts.length; level++) {
            sum += counts[level] * tilts.scores()[level];
        }
        return sum / sum(counts);
    }

    /** The rate of events, or mean score, since the rise, if there is one: the mean over when it may have begun, 0..1; NaN before any row was judged. */
    public double risenRate() {
        return tilts.mean(sinceScores) / tilts.mean(sinceRows);
    }

    /** How many rows ago the rise was, if there was one: the mean over when it may have been, at least 0. */
    public double rowsSince() {
        double all = tilts.mean(values);
        return all == 0 ? 0 : tilts.mean(sinceRows) / all;
    }

    private static long sum(long[] counts) {
        long sum = 0;
        for (long count : counts) {
            sum += count;
        }
        return sum;
    }

    private static long[] counts(List<Long> counts, int levels) {
        return checked(counts.stream().mapToLong(Long::longValue).toArray(), levels);
    }

    private static long[] checked(long[] counts, int levels) {
        if (counts.length != levels || LongStream.of(counts).anyMatch(count -> count < 0)) {
            throw new IllegalArgumentException("rows of " + levels + " levels, counted by level, cannot be " + Arrays.toString(counts));
        }
        return counts;
    }

    private static double[] doubles(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static List<Double> list(double[] values) {
        return DoubleStream.of(values).boxed().toList();
    }

    private static List<Long> list(long[] values) {
        return LongStream.of(values).boxed().toList();
    }
}
