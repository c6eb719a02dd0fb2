package io.jenkins.plugins.mlcd.stats;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.apache.commons.numbers.gamma.LogBeta;

/**
 * Watches a stream of rows that are each an event or not, such as errors of a model, for a rise of the rate, and holds a stated rate
 * of false alarms. Immutable: a few dozen numbers, whatever the length of the stream.
 *
 * <p>It is the Shiryaev-Roberts e-detector of Shin, Ramdas and Rinaldo (E-detectors, arXiv:2203.03532, 2022) over a mixture of
 * bets. For each row at which the rate may have risen, and each of a few factors by which the odds may have, it keeps the likelihood ratio
 * of the rows since against no rise; their sum has a recursion, so that the rows are not kept. Without a rise the expected ratio of a row
 * is 1 given all rows before, so the sum less the rows seen is a martingale, and the mean run length to a false alarm is at least the
 * threshold. Weighting the rows with chances that add up to 1 instead gives a test martingale, which ever reaches {@code 1 / alpha} with a
 * chance of at most {@code alpha} (Ville).
 *
 * <p>The rate without a rise is not known but learnt: it has a Beta distribution, from the labelled rows of a validation set (Jeffreys' prior
 * before any) and all rows since. The ratios are taken against the exact predictive chance under it, so how little is known of the rate
 * is paid for, not ignored. The statement is in the mean over what is left open about the rate.
 *
 * @param policy what is held
 * @param validationEvents events of the validation set
 * @param validationRows rows of the validation set; 0 when the rate is learnt from the stream alone
 * @param events seen in the stream
 * @param rows seen in the stream
 * @param bets one for each factor
 */
public record RiseDetector(
        FalseAlarms policy, long validationEvents, long validationRows, long events, long rows, List<Bet> bets) {

    /** By which the odds of an event rise. */
    private static final double[] FACTORS = {1.25, 1.6, 2.2, 3.5, 8, 50};

    /** The chances with which it is bet on them. */
    private static final double[] CHANCES = {0.1, 0.25, 0.3, 0.2, 0.1, 0.05};

    /** Jeffreys' prior. */
    private static final double PRIOR = 0.5;

    /** Above any threshold, and far from what a double cannot hold. */
    private static final double MOST = 1e100;

    /**
     * One factor.
     *
     * @param value sum of the weighted likelihood ratios since all rows so far
     * @param rows the same sum, each weighted with the rows since
     * @param events the same sum, each weighted with the events since
     */
    public record Bet(double value, double rows, double events) {

        private static final Bet NONE = new Bet(0, 0, 0);

        /** At most what a double holds with room to spare; the figures keep their ratios. */
        private Bet within() {
            double shrink = value > MOST ? MOST / value : 1;
            return shrink == 1 ? this : new Bet(value * shrink, rows * shrink, events * shrink);
        }
    }

    public RiseDetector {
        bets = List.copyOf(bets);
        if (validationEvents < 0 || validationEvents > validationRows || events < 0 || events > rows || bets.size() != FACTORS.length) {
            throw new IllegalArgumentException("no detector has " + validationEvents + " events in " + validationRows + " rows of validation, "
                    + events + " in " + rows + " rows since and " + bets.size() + " bets");
        }
    }

    /**
     * Against a rate that a labelled validation set tells.
     *
     * @param events of the validation set, 0 to {@code rows}
     * @param rows of the validation set
     */
    public static RiseDetector against(long events, long rows, FalseAlarms policy) {
        return new RiseDetector(policy, events, rows, 0, 0, Collections.nCopies(FACTORS.length, Bet.NONE));
    }

    /** Without a known rate: the first rows of the stream, as many as {@link FalseAlarms#warmUp} says, are taken to be without a rise. */
    public static RiseDetector withoutReference(FalseAlarms policy) {
        return against(0, 0, policy);
    }

    public RiseDetector plus(boolean event) {
        return plus(event ? 1 : 0, 1);
    }

    /**
     * After more rows, in an order that does not matter; a rise may begin before them, not among them.
     *
     * @param moreEvents 0 to {@code moreRows}
     * @param moreRows 0 or more
     */
    public RiseDetector plus(long moreEvents, long moreRows) {
        if (moreEvents < 0 || moreEvents > moreRows) {
            throw new IllegalArgumentException("events must be 0 to the rows, but are " + moreEvents + " of " + moreRows);
        }
        if (moreRows == 0) {
            return this;
        }
        boolean learning = validationRows + rows < policy.warmUp();
        List<Bet> next = learning ? bets : bet(moreEvents, moreRows);
        return new RiseDetector(policy, validationEvents, validationRows, events + moreEvents, rows + moreRows, next);
    }

    private List<Bet> bet(long moreEvents, long moreRows) {
        double a = validationEvents + events + PRIOR;
        double b = validationRows + rows - validationEvents - events + PRIOR;
        double weight = policy.weight(rows, moreRows);
        List<Bet> next = new ArrayList<>(FACTORS.length);
        for (int i = 0; i < FACTORS.length; i++) {
            Bet bet = bets.get(i);
            double value = bet.value + weight;
            double ratio = Math.min(MOST, moreRows == 1 ? ratio(a, b, FACTORS[i], moreEvents == 1) : ratio(a, b, FACTORS[i], moreEvents, moreRows));
            next.add(new Bet(value * ratio, (bet.rows + moreRows * value) * ratio, (bet.events + moreEvents * value) * ratio).within());
        }
        return next;
    }

    /** The chance of a row with the odds risen, over that without, which has the distribution Beta(a, b). */
    private static double ratio(double a, double b, double factor, boolean event) {
        return (event ? factor : 1) * (a + b) / (factor * a + b);
    }

    /** The same of many rows in one order. */
    private static double ratio(double a, double b, double factor, long moreEvents, long moreRows) {
        double odds = factor * a / b;
        double without = LogBeta.value(a + moreEvents, b + moreRows - moreEvents) - LogBeta.value(a, b);
        return Math.exp(moreEvents * Math.log(odds / (1 + odds)) - (moreRows - moreEvents) * Math.log1p(odds) - without);
    }

    /** The evidence of a rise, at least 0; {@link FalseAlarms#threshold} is an alarm. */
    public double evidence() {
        return weighted(Bet::value) + policy.rest(rows);
    }

    public boolean isAlarm() {
        return evidence() >= policy.threshold();
    }

    /** The rate of the validation set, or of all rows where there is none, 0..1; NaN before any row. */
    public double referenceRate() {
        return validationRows > 0 ? (double) validationEvents / validationRows : (double) events / rows;
    }

    /** The rate since the rise, if there is one: the mean over when it may have begun, 0..1; NaN before any row was judged. */
    public double risenRate() {
        return weighted(Bet::events) / weighted(Bet::rows);
    }

    /** How many rows ago the rate rose, if it did: the mean over when it may have, at least 0. */
    public double rowsSince() {
        double values = weighted(Bet::value);
        return values == 0 ? 0 : weighted(Bet::rows) / values;
    }

    private double weighted(ToDoubleFunction<Bet> figure) {
        double sum = 0;
        for (int i = 0; i < FACTORS.length; i++) {
            sum += CHANCES[i] * figure.applyAsDouble(bets.get(i));
        }
        return sum;
    }
}
