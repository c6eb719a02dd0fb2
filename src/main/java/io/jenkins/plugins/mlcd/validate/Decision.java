package io.jenkins.plugins.mlcd.validate;

import io.jenkins.plugins.mlcd.expression.Comparison;
import io.jenkins.plugins.mlcd.record.Verdict;
import io.jenkins.plugins.mlcd.stats.Interval;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.LongFunction;

/**
 * Decides a figure that samples estimate, by its interval. With a limit from below (for one from above everything is
 * mirrored):
 *
 * <ul>
 *   <li>FAIL when the whole interval is below the limit: it is proven that the model is not good enough;
 *   <li>PASS when the estimate meets the limit, and the interval reaches at most {@code tolerance} below it: it looks good
 *       enough, and it is proven that it is not much worse;
 *   <li>INCONCLUSIVE otherwise, with the number of samples that would decide if the estimate stayed.
 * </ul>
 *
 * <p>The ends of the interval are one-sided bounds, each at the confidence of the gate, because each rule asks about one
 * side. So a model at the limit or better FAILs at most with probability {@code 1 - confidence}, and so does a model that
 * is worse than the limit by the tolerance PASS.
 *
 * @param verdict PASS, FAIL or INCONCLUSIVE
 * @param reason one sentence
 */
record Decision(Verdict verdict, String reason) {

    /** Beyond this factor more samples are no advice. */
    private static final long MOST_SAMPLES = 100_000_000;

    /**
     * @param samples that the estimate is from
     * @param interval of the estimate if there were so many samples in the same proportions
     */
    static Decision of(
            Comparison comparison, double estimate, double limit, double tolerance, long samples, LongFunction<Interval> interval) {
        Verdict verdict = verdict(comparison, estimate, limit, tolerance, interval.apply(samples));
        String facts = facts(comparison, estimate, limit, interval.apply(samples), samples);
        if (verdict != Verdict.INCONCLUSIVE) {
            return new Decision(verdict, facts);
        }
        OptionalLong needed = needed(comparison, estimate, limit, tolerance, samples, interval);
        String advice = needed.isPresent()
                ? String.format(Locale.ROOT, "; it needs %,d more samples to decide", needed.getAsLong() - samples)
                : "; the estimate is too close to the limit for any number of samples to decide";
        return new Decision(verdict, facts + advice);
    }

    private static Verdict verdict(
            Comparison comparison, double estimate, double limit, double tolerance, Interval interval) {
        boolean large = comparison.wantsLarge();
        double good = large ? interval.high() : interval.low();
        double bad = large ? interval.low() : interval.high();
        if (!comparison.holds(good, limit)) {
            return Verdict.FAIL;
        }
        boolean close = large ? bad >= limit - tolerance : bad <= limit + tolerance;
        return comparison.holds(estimate, limit) && close ? Verdict.PASS : Verdict.INCONCLUSIVE;
    }

    /** The smallest number of samples in steps of 1 % that decides; the interval shrinks as samples are added. */
    private static OptionalLong needed(
            Comparison comparison, double estimate, double limit, double tolerance, long samples, LongFunction<Interval> interval) {
        for (long n = samples + 1; n <= MOST_SAMPLES; n += Math.max(1, n / 100)) {
            if (verdict(comparison, estimate, limit, tolerance, interval.apply(n)) != Verdict.INCONCLUSIVE) {
                return OptionalLong.of(n);
            }
        }
        return OptionalLong.empty();
    }

    private static String facts(Comparison comparison, double estimate, double limit, Interval interval, long samples) {
        return String.format(
                Locale.ROOT,
                "%s (%s to %s, %,d samples) %s %s %s",
                number(estimate),
                number(interval.low()),
                number(interval.high()),
                samples,
                comparison.holds(estimate, limit) ? "is" : "is not",
                comparison.sign(),
                number(limit));
    }

    /** A figure with as many digits as people compare. */
    static String number(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return String.format(Locale.ROOT, "%,d", (long) value);
        }
        return String.format(Locale.ROOT, Math.abs(value) >= 100 ? "%,.1f" : "%.4f", value);
    }
}
