package io.jenkins.plugins.mlcd.validate;

import io.jenkins.plugins.mlcd.expression.Comparison;
import io.jenkins.plugins.mlcd.record.Verdict;
import io.jenkins.plugins.mlcd.stats.Interval;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * Decides a figure that samples estimate. With a limit from below (for one from above everything is mirrored):
 *
 * <ul>
 *   <li>FAIL when it is proven that the figure is below the limit;
 *   <li>PASS when the estimate meets the limit, and the interval reaches at most {@code tolerance} below it: it looks good
 *       enough, and it is proven that it is not much worse;
 *   <li>INCONCLUSIVE otherwise, with the number of samples that would decide if the estimate stayed.
 * </ul>
 *
 * <p>The ends of the interval are one-sided bounds, each at the confidence of the gate, because each rule asks about one
 * side. So a model at the limit or better FAILs at most with probability {@code 1 - confidence}, and so does a model that
 * is worse than the limit by the tolerance PASS.
 *
 * @param confidence of each one-sided decision, above 0.5 and below 1
 * @param tolerance how far on the wrong side of the limit the interval of a figure that passes may reach, 0 or more
 * @param strict whether the estimate itself has to meet the limit; of many slices the worst one hardly ever does
 */
record Decision(Comparison comparison, double confidence, double tolerance, boolean strict) {

    /** Beyond this more samples are no advice. */
    private static final long MOST_SAMPLES = 100_000_000;

    /** The verdict when {@code pValue} is that of the hypothesis that the figure is at its limit or better. */
    Verdict verdict(Evidence evidence, double pValue) {
        if (pValue <= 1 - confidence) {
            return Verdict.FAIL;
        }
        boolean meets = !strict || comparison.holds(evidence.estimate(), evidence.limit());
        return meets && reach(evidence) >= 0 ? Verdict.PASS : Verdict.INCONCLUSIVE;
    }

    Verdict verdict(Evidence evidence) {
        return verdict(evidence, evidence.worsePValue(comparison.wantsLarge()));
    }

    /** How far the bad end of the interval is inside of what is tolerated; negative when it is outside. */
    private double reach(Evidence evidence) {
        Interval interval = interval(evidence);
        return comparison.wantsLarge()
                ? interval.low() - (evidence.limit() - tolerance)
                : evidence.limit() + tolerance - interval.high();
    }

    /** The interval of the estimate whose ends are both one-sided bounds at the confidence. */
    Interval interval(Evidence evidence) {
        return evidence.interval(2 * confidence - 1);
    }

    /** One sentence on the figures, and what would decide when the verdict does not. */
    String reason(Evidence evidence, Verdict verdict) {
        Interval interval = interval(evidence);
        String samples = evidence.samples().isPresent() ? String.format(Locale.ROOT, ", %,d samples", evidence.samples().getAsLong()) : "";
        String facts = String.format(
                Locale.ROOT,
                "%s%s (%s to %s%s) %s %s %s",
                evidence.lead(),
                number(evidence.estimate()),
                number(interval.low()),
                number(interval.high()),
                samples,
                comparison.holds(evidence.estimate(), evidence.limit()) ? "is" : "is not",
                comparison.sign(),
                number(evidence.limit()));
        return facts + evidence.note() + (verdict == Verdict.INCONCLUSIVE ? advice(evidence) : "");
    }

    private String advice(Evidence evidence) {
        if (evidence.samples().isEmpty()) {
            return "; its interval is too wide to decide";
        }
        boolean passing = comparison.holds(evidence.estimate(), evidence.limit());
        double distance = Math.abs(evidence.estimate() - evidence.limit()) + (passing || !strict ? tolerance : 0);
        String gap = evidence.share() ? rough(100 * distance) + " points" : "a difference of " + rough(distance);
        OptionalLong needed = needed(evidence);
        return needed.isPresent()
                ? String.format(Locale.ROOT, "; it needs %,d more rows to see %s", needed.getAsLong() - evidence.samples().getAsLong(), gap)
                : "; no number of rows could see " + gap;
    }

    /** About the smallest number of samples that decides if the estimate stays: by doubling, then by halving what is in between. */
    private OptionalLong needed(Evidence evidence) {
        long few = evidence.samples().getAsLong();
        long enough = 2 * few;
        while (verdict(evidence.scaled(enough)) == Verdict.INCONCLUSIVE) {
            few = enough;
            enough *= 2;
            if (enough > MOST_SAMPLES) {
                return OptionalLong.empty();
            }
        }
        while (enough - few > 1) {
            long middle = (few + enough) / 2;
            if (verdict(evidence.scaled(middle)) == Verdict.INCONCLUSIVE) {
                few = middle;
            } else {
                enough = middle;
            }
        }
        return OptionalLong.of(enough);
    }

    private static String rough(double value) {
        return BigDecimal.valueOf(value).round(new MathContext(2)).stripTrailingZeros().toPlainString();
    }

    /** A figure with as many digits as people compare. */
    static String number(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return String.format(Locale.ROOT, "%,d", (long) value);
        }
        return String.format(Locale.ROOT, Math.abs(value) >= 100 ? "%,.1f" : Math.abs(value) < 1e-3 ? "%.2g" : "%.4f", value);
    }
}
