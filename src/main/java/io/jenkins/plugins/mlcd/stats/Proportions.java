package io.jenkins.plugins.mlcd.stats;

import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.apache.commons.statistics.interval.BinomialConfidenceInterval;

/** Intervals of a proportion, from the number of successes among independent trials. */
public final class Proportions {

    private Proportions() {}

    /**
     * Wilson's score interval: close to its nominal coverage on average, also near 0 and 1 (E. B. Wilson, JASA 22, 1927;
     * recommended by Brown, Cai and DasGupta, Statistical Science 16, 2001).
     *
     * @param successes 0 to {@code trials}
     * @param trials at least 1
     * @param coverage of both sides together, in (0, 1)
     */
    public static Interval wilson(long successes, long trials, double coverage) {
        return of(BinomialConfidenceInterval.WILSON_SCORE, successes, trials, coverage);
    }

    /**
     * The exact interval: covers at least as often as stated for every true proportion (Clopper and Pearson, Biometrika 26,
     * 1934).
     *
     * @param successes 0 to {@code trials}
     * @param trials at least 1
     * @param coverage of both sides together, in (0, 1)
     */
    public static Interval clopperPearson(long successes, long trials, double coverage) {
        return of(BinomialConfidenceInterval.CLOPPER_PEARSON, successes, trials, coverage);
    }

    /** Exact one-sided p-value of the hypothesis that the proportion is at least {@code proportion}: the chance of so few successes. */
    public static double atMostPValue(long successes, long trials, double proportion) {
        if (!(proportion > 0)) {
            return 1;
        }
        return proportion > 1 ? 0 : binomial(trials, proportion).cumulativeProbability(Math.toIntExact(successes));
    }

    /** Exact one-sided p-value of the hypothesis that the proportion is at most {@code proportion}: the chance of so many successes. */
    public static double atLeastPValue(long successes, long trials, double proportion) {
        return atMostPValue(trials - successes, trials, 1 - proportion);
    }

    private static BinomialDistribution binomial(long trials, double proportion) {
        return BinomialDistribution.of(Math.toIntExact(trials), proportion);
    }

    private static Interval of(BinomialConfidenceInterval method, long successes, long trials, double coverage) {
        org.apache.commons.statistics.interval.Interval interval =
                method.fromErrorRate(Math.toIntExact(trials), Math.toIntExact(successes), 1 - coverage);
        return new Interval(Math.max(0, interval.getLowerBound()), Math.min(1, interval.getUpperBound()));
    }
}
