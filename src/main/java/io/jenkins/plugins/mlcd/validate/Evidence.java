package io.jenkins.plugins.mlcd.validate;

import io.jenkins.plugins.mlcd.stats.Interval;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** What was measured of one figure, set against one limit. */
interface Evidence {

    /** The candidate's figure. */
    double value();

    /** The baseline's figure, when the limit depends on it. */
    OptionalDouble baseline();

    /** What is decided: the figure itself, or its difference from the baseline's. */
    double estimate();

    /** With what the estimate is compared. */
    double limit();

    /** From how many samples; empty when that is not known. */
    OptionalLong samples();

    /**
     * The interval of the estimate.
     *
     * @param coverage of both sides together, in (0, 1)
     */
    Interval interval(double coverage);

    /** The same proportions in another number of samples; only where the number is known. */
    Evidence scaled(long samples);

    /** A number that stands on the scale of the estimate, such as its limit, on the scale of the figure. */
    default double shown(double number) {
        return number + value() - estimate();
    }

    /** Whether the figure is a share of samples, so that people speak of points. */
    default boolean share() {
        return false;
    }

    /** What goes before the estimate in a sentence; empty when the estimate is the figure. */
    default String lead() {
        return "";
    }

    /** What goes behind a sentence. */
    default String note() {
        return "";
    }

    /**
     * One-sided p-value of the hypothesis that the figure is at its limit or better. Without a better test, the chance at which the
     * end of the interval touches the limit, found by bisection; 1e-12 stands for everything smaller.
     *
     * @param large whether larger is better
     */
    default double worsePValue(boolean large) {
        double low = 1e-12;
        double high = 1 - 1e-12;
        for (int i = 0; i < 50 && high - low > 1e-6 * high; i++) {
            double middle = Math.sqrt(low * high);
            if (worse(large, middle)) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return high;
    }

    private boolean worse(boolean large, double p) {
        if (p >= 0.5) {
            return large ? estimate() < limit() : estimate() > limit();
        }
        Interval interval = interval(1 - 2 * p);
        return large ? interval.high() < limit() : interval.low() > limit();
    }
}
