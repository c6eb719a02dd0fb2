package io.jenkins.plugins.mlcd.stats;

import java.util.stream.LongStream;
import org.apache.commons.numbers.gamma.LogGamma;

/**
 * Evidence that events are more frequent in a first group than in a second, collected in looks of any size and valid
 * whenever one stops: if the odds of the first are at most those of the second, the chance that {@link #evidence()} ever
 * reaches {@code 1 / alpha} is at most {@code alpha}, at any number of looks (Ville's inequality).
 *
 * <p>Each look is judged given its margins, as Fisher's exact test does: of the events that it saw, how many fell into the
 * first group? Under equal rates that number is hypergeometric, under the odds ratio psi it is Fisher's noncentral
 * hypergeometric. Their likelihood ratio has mean 1 under equal rates, so the product over the looks is a martingale, and
 * so is its mixture over psi above 1 (the mixture sequential probability ratio test of H. Robbins, Annals of Mathematical
 * Statistics 41, 1970). Conditioning makes it indifferent to a rate that all requests share and that changes with the
 * time, and to the share of requests that each group gets.
 */
public final class SequentialProportions {

    /** Odds ratios of the mixture: from a slight worsening to one by two orders of magnitude, equally likely. */
    private static final double[] LOG_ODDS = {0.1, 0.2, 0.35, 0.5, 0.7, 1, 1.4, 1.9, 2.5, 3.2, 4, 5};

    private final double[] logRatios;

    private SequentialProportions(double[] logRatios) {
        this.logRatios = logRatios;
    }

    public static SequentialProportions start() {
        return new SequentialProportions(new double[LOG_ODDS.length]);
    }

    /**
     * The evidence after one more look.
     *
     * @param firstEvents 0 to {@code firstTotal}
     * @param secondEvents 0 to {@code secondTotal}
     */
    public SequentialProportions plus(long firstEvents, long firstTotal, long secondEvents, long secondTotal) {
        if (firstEvents < 0 || secondEvents < 0 || firstEvents > firstTotal || secondEvents > secondTotal) {
            throw new IllegalArgumentException("events must be 0 to the total, but are " + firstEvents + " of " + firstTotal
                    + " and " + secondEvents + " of " + secondTotal);
        }
        long events = firstEvents + secondEvents;
        if (firstTotal == 0 || secondTotal == 0 || events == 0 || events == firstTotal + secondTotal) {
            return this;
        }
        long least = Math.max(0, events - secondTotal);
        long most = Math.min(events, firstTotal);
        double[] logWeights = LongStream.rangeClosed(least, most)
                .mapToDouble(k -> logChoose(firstTotal, k) + logChoose(secondTotal, events - k))
                .toArray();
        double[] next = logRatios.clone();
        double central = logSum(logWeights, least, 0);
        for (int i = 0; i < LOG_ODDS.length; i++) {
            next[i] += firstEvents * LOG_ODDS[i] + central - logSum(logWeights, least, LOG_ODDS[i]);
        }
        return new SequentialProportions(next);
    }

    /** At least 0; starts at 1, and rises as the first group turns out to have more events. */
    public double evidence() {
        double sum = 0;
        for (double logRatio : logRatios) {
            sum += Math.exp(logRatio);
        }
        return sum / logRatios.length;
    }

    private static double logSum(double[] logWeights, long least, double logOdds) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < logWeights.length; i++) {
            largest = Math.max(largest, logWeights[i] + (least + i) * logOdds);
        }
        double sum = 0;
        for (int i = 0; i < logWeights.length; i++) {
            sum += Math.exp(logWeights[i] + (least + i) * logOdds - largest);
        }
        return largest + Math.log(sum);
    }

    private static double logChoose(long n, long k) {
        return LogGamma.value(n + 1.0) - LogGamma.value(k + 1.0) - LogGamma.value(n - k + 1.0);
    }
}
