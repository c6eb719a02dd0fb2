package io.jenkins.plugins.mlcd.stats;

/**
 * Evidence on how the event rates of two groups, {@code p1} and {@code p2}, lie to the line {@code p1 = slope * p2 +
 * intercept}, collected in looks of any size and valid whenever one stops: if the rates are on the side that it is collected
 * against, the chance that {@link #evidence()} ever reaches {@code 1 / alpha} is at most {@code alpha} (Ville's inequality), also when
 * the rates change from look to look.
 *
 * <p>Each look is a bet that the rates are a certain alternative beyond the line, against the pair of rates on the line that
 * explains that alternative best: their likelihood ratio, with the Kullback-Leibler projection of the alternative onto the half-plane as
 * denominator, has a mean of at most 1 for every pair in the half-plane, at any sizes of the groups (Turner, Ly and Gruenwald,
 * Generic E-variables for exact sequential k-sample tests, Journal of Statistical Planning and Inference 230, 2024). The alternative of a look is
 * chosen from the looks before: the second group at the rate that it had so far, the first one beyond the line by the effect
 * that matters or by what it had so far. A few such choices are averaged. With a second group that is much larger than the first
 * this is as quick as Wald's test, which has to be told both rates.
 *
 * <p>A slope of 0 holds the first group against a number; the second one is not looked at then.
 */
public final class SequentialRates {

    /** A side of the line. */
    public enum Side {
        /** Rates of the first group at or below the line. */
        AT_MOST,
        /** Rates of the first group at or above the line. */
        AT_LEAST
    }

    /** As multiples of the effect that matters; the chances are those with which it is bet on them. */
    private static final double[] EFFECTS = {1, 3, 0.5};

    private static final double[] CHANCES = {0.88, 0.09, 0.03};

    /** What is taken for known before the first look, as if it had been so many requests at {@link #PRIOR_RATE}; it costs time if wrong, never validity. */
    private static final double PRIOR_REQUESTS = 100;

    private static final double PRIOR_RATE = 0.005;

    private static final double LEAST = 1e-6;

    private static final double MOST = 1 - LEAST;

    private static final int MOST_STEPS = 100;

    private static final double EXACT = 1e-9;

    private final Side against;
    private final double effect;
    private final double[] logs;
    private final Counts seen;

    /** Of the second group alone, since the last look with both: they count with the next one. */
    private final Counts waiting;

    private SequentialRates(Side against, double effect, double[] logs, Counts seen, Counts waiting) {
        this.against = against;
        this.effect = effect;
        this.logs = logs;
        this.seen = seen;
        this.waiting = waiting;
    }

    /**
     * @param against the side of the line that is to be disproved
     * @param effect distance from the line that matters, above 0
     */
    public static SequentialRates against(Side against, double effect) {
        if (!(effect > 0)) {
            throw new IllegalArgumentException("an effect that matters must be above 0, but is " + effect);
        }
        return new SequentialRates(against, effect, new double[EFFECTS.length], Counts.NONE, Counts.NONE);
    }

    /** The rate of the second group so far; before there is one, a rate that services have. */
    public double secondRate() {
        double events = seen.secondEvents + PRIOR_RATE * PRIOR_REQUESTS;
        return Math.min(MOST, Math.max(LEAST, events / (seen.secondTotal + PRIOR_REQUESTS)));
    }

    /**
     * The evidence after one more look. One with observations of the second group alone counts together with the next; one of the first group alone says nothing, where
     * the second one counts.
     *
     * @param slope of the line, 0 or above
     * @param intercept of the line; both may depend on earlier looks only
     * @param look of both groups
     */
    public SequentialRates plus(double slope, double intercept, Counts look) {
        Counts all = slope > 0 ? look.plus(waiting) : new Counts(look.firstEvents, look.firstTotal, 0, 0);
        if (all.firstTotal == 0) {
            return slope > 0 ? new SequentialRates(against, effect, logs, seen, all) : this;
        }
        if (slope > 0 && all.secondTotal == 0) {
            return this;
        }
        double second = secondRate();
        double[] next = logs.clone();
        for (int i = 0; i < EFFECTS.length; i++) {
            next[i] += logRatio(all, alternative(i, slope * second + intercept), second, slope, intercept);
        }
        return new SequentialRates(against, effect, next, seen.plus(all), Counts.NONE);
    }

    /** At least 0; starts at 1, and rises as the rates turn out to be on the other side. */
    public double evidence() {
        double sum = 0;
        for (int i = 0; i < logs.length; i++) {
            sum += CHANCES[i] * Math.exp(logs[i]);
        }
        return sum;
    }

    /** A rate of the first group beyond the line. The smallest bet goes with what was seen of the first group so far. */
    private double alternative(int bet, double line) {
        double sign = against == Side.AT_MOST ? 1 : -1;
        double typical = line + sign * EFFECTS[bet] * effect;
        if (bet == 1 && against == Side.AT_LEAST) {
            double found = (seen.firstEvents + Math.max(0, line - effect)) / (seen.firstTotal + 1.0);
            typical = Math.min(line - effect, found);
        }
        double least = against == Side.AT_MOST ? line + LEAST : LEAST;
        double most = against == Side.AT_MOST ? MOST : line - LEAST;
        return Math.min(MOST, Math.max(LEAST, Math.min(Math.max(typical, least), Math.max(most, LEAST))));
    }

    private static double logRatio(Counts look, double first, double second, double slope, double intercept) {
        double low = slope > 0 ? Math.max(LEAST, (LEAST - intercept) / slope) : 1;
        double high = slope > 0 ? Math.min(MOST, (MOST - intercept) / slope) : 0;
        boolean held = low > high; // against a number, which the line also is where it has no pair of rates
        double other = held ? second : projection(look, first, second, slope, intercept, low, high);
        double one = Math.min(MOST, Math.max(LEAST, slope * other + intercept));
        return logRatio(look.firstEvents, look.firstTotal, first, one) + logRatio(look.secondEvents, look.secondTotal, second, other);
    }

    /**
     * The second group's rate at the point of the line that is nearest to the alternative. The distance is convex along the line, so its slope is
     * brought to zero by Newton's steps, or by halving where one would leave what is known to hold the point.
     */
    private static double projection(Counts look, double first, double second, double slope, double intercept, double from, double to) {
        double low = from;
        double high = to;
        double point = Math.min(high, Math.max(low, second));
        for (int i = 0; i < MOST_STEPS; i++) {
            double one = slope * point + intercept;
            double rise = look.firstTotal * slope * rise(one, first) + look.secondTotal * rise(point, second);
            if (rise > 0) {
                high = point;
            } else {
                low = point;
            }
            double bend = look.firstTotal * slope * slope * bend(one, first) + look.secondTotal * bend(point, second);
            double next = point - rise / bend;
            next = next > low && next < high ? next : (low + high) / 2;
            if (Math.abs(next - point) <= EXACT * point) {
                return next;
            }
            point = next;
        }
        return point;
    }

    /** Of the divergence of {@code rate} from {@code from}, by the former, for one observation. */
    private static double rise(double rate, double from) {
        return (rate - from) / (rate * (1 - rate));
    }

    private static double bend(double rate, double from) {
        double variance = rate * (1 - rate);
        return (variance - (rate - from) * (1 - 2 * rate)) / (variance * variance);
    }

    private static double logRatio(long events, long total, double alternative, double other) {
        double ifEvents = events == 0 ? 0 : events * Math.log(alternative / other);
        return total == 0 ? 0 : ifEvents + (total - events) * Math.log((1 - alternative) / (1 - other));
    }

    /**
     * Events and observations of both groups.
     *
     * @param firstEvents 0 to {@code firstTotal}
     * @param secondEvents 0 to {@code secondTotal}
     */
    public record Counts(long firstEvents, long firstTotal, long secondEvents, long secondTotal) {

        static final Counts NONE = new Counts(0, 0, 0, 0);

        public Counts {
            if (firstEvents < 0 || secondEvents < 0 || firstEvents > firstTotal || secondEvents > secondTotal) {
                throw new IllegalArgumentException("events must be 0 to the total, but are " + firstEvents + " of " + firstTotal
                        + " and " + secondEvents + " of " + secondTotal);
            }
        }

        Counts plus(Counts other) {
            return new Counts(firstEvents + other.firstEvents, firstTotal + other.firstTotal,
                    secondEvents + other.secondEvents, secondTotal + other.secondTotal);
        }
    }
}
