package io.jenkins.plugins.mlcd.stats;

import java.util.List;
import org.apache.commons.numbers.gamma.LogBeta;

/**
 * Confidence sequences: intervals that hold the true figure at all times at once, with a chance of at least {@code 1 - alpha}, so that
 * one may look at them whenever one likes.
 */
public final class ConfidenceSequences {

    /** Where the intervals of means are tightest: at about {@code 1 / TYPICAL_EFFECT^2} observations. */
    private static final double TYPICAL_EFFECT = 0.2;

    private static final double TYPICAL_DEVIATION = 0.02;

    private static final int HALVINGS = 40;

    private ConfidenceSequences() {}

    /**
     * Of a rate: all rates against which a mixture over the Beta(1/2, 1/2) distribution does not have {@code 1 / alpha} (Robbins 1970).
     *
     * @param events 0 to {@code total}
     */
    public static Interval rate(long events, long total, double alpha) {
        if (total == 0) {
            return new Interval(0, 1);
        }
        double mixture = LogBeta.value(events + 0.5, total - events + 0.5) - LogBeta.value(0.5, 0.5) + Math.log(alpha);
        double found = (double) events / total;
        return new Interval(edge(0, found, events, total, mixture), edge(1, found, events, total, mixture));
    }

    private static double edge(double outside, double inside, long events, long total, double mixture) {
        if (logLikelihood(outside, events, total) >= mixture) {
            return outside;
        }
        double out = outside;
        double in = inside;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (out + in) / 2;
            if (logLikelihood(middle, events, total) < mixture) {
                out = middle;
            } else {
                in = middle;
            }
        }
        return out;
    }

    private static double logLikelihood(double rate, long events, long total) {
        return (events == 0 ? 0 : events * Math.log(rate)) + (events == total ? 0 : (total - events) * Math.log1p(-rate));
    }

    /**
     * Of a mean, as the number of observations grows: the asymptotic confidence sequence with a normal mixture (Waudby-Smith, Arbour,
     * Sinha, Kennedy and Ramdas, Annals of Statistics 52, 2024). Without limits below two observations.
     */
    public static Interval mean(Moments moments, double alpha) {
        long n = moments.count();
        if (n < 2) {
            return new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
        }
        double spread = n * TYPICAL_EFFECT * TYPICAL_EFFECT;
        double variance = moments.squaredDeviations() / (n - 1);
        double radius = Math.sqrt(variance * 2 * (spread + 1) / (n * spread) * Math.log(Math.sqrt(spread + 1) / alpha));
        return new Interval(moments.mean() - radius, moments.mean() + radius);
    }

    /**
     * Of any estimate that is nearly normal, as its standard error falls: by a normal mixture over effects of some {@value #TYPICAL_DEVIATION}.
     *
     * @param standardError at least 0
     */
    public static Interval estimate(double value, double standardError, double alpha) {
        double variance = standardError * standardError;
        double typical = TYPICAL_DEVIATION * TYPICAL_DEVIATION;
        double growth = 1 + typical / Math.max(Double.MIN_NORMAL, variance);
        double radius = Math.sqrt(2 * variance * (variance + typical) / typical * Math.log(Math.sqrt(growth) / alpha));
        return new Interval(value - radius, value + radius);
    }

    /**
     * Of a quantile, from a histogram: the bounds of buckets between which it lies (Howard and Ramdas, Sequential estimation of
     * quantiles, Bernoulli 28, 2022). Only the two bounds around the true quantile can be told wrongly, so that it needs no correction for their number.
     *
     * @param bounds upper bounds of the buckets, ascending
     * @param counts one more than bounds: the overflow
     * @param quantile above 0 and below 1
     */
    public static Interval quantile(List<Double> bounds, List<Long> counts, double quantile, double alpha) {
        long total = counts.stream().mapToLong(Long::longValue).sum();
        double low = 0;
        double high = Double.POSITIVE_INFINITY;
        long below = 0;
        for (int i = 0; i < bounds.size(); i++) {
            below += counts.get(i);
            Interval share = rate(below, total, alpha);
            if (share.high() < quantile) {
                low = bounds.get(i);
            }
            if (share.low() >= quantile) {
                high = bounds.get(i);
                break;
            }
        }
        return new Interval(low, high);
    }
}
