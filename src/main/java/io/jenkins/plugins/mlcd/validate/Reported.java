package io.jenkins.plugins.mlcd.validate;

import io.jenkins.plugins.mlcd.expression.Limit;
import io.jenkins.plugins.mlcd.stats.Difference;
import io.jenkins.plugins.mlcd.stats.Interval;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.DoubleFunction;
import org.apache.commons.statistics.distribution.NormalDistribution;

/** Figures that evaluators reported with an interval, as evidence. */
final class Reported {

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    private Reported() {}

    /**
     * The evidence of a figure against a limit; empty when no interval was reported that could tell how sure it is. A multiple of the
     * baseline is compared with the ratio where there is one, because two runs in turns share what disturbs them.
     *
     * @param confidence of each end of the reported intervals
     */
    static Optional<Evidence> evidence(Figure mine, Optional<Figure> baseline, Limit limit, double confidence) {
        Optional<Limit.Line> multiple = limit.linear().filter(line -> limit.relative() && line.intercept() == 0 && line.slope() > 0);
        Optional<Figure> ratio = mine.ratio().filter(figure -> figure.interval().isPresent() && Double.isFinite(figure.value()));
        if (multiple.isPresent() && ratio.isPresent()) {
            return Optional.of(ratio(mine, baseline.orElseThrow(), ratio.get(), multiple.get().slope(), confidence));
        }
        boolean told = mine.interval().isPresent() || baseline.flatMap(Figure::interval).isPresent();
        return told ? Optional.of(difference(mine, baseline, limit, confidence)) : Optional.empty();
    }

    private static Evidence ratio(Figure mine, Figure baseline, Figure ratio, double slope, double confidence) {
        String lead = Decision.number(mine.value()) + " against " + Decision.number(baseline.value())
                + " of the baseline, measured side by side: the ratio ";
        return new EstimateEvidence(
                mine.value(),
                OptionalDouble.of(baseline.value()),
                ratio.value(),
                slope,
                ratio.samples(),
                spread(ratio.value(), ratio.interval().orElseThrow(), confidence),
                false,
                true,
                lead,
                "");
    }

    private static Evidence difference(Figure mine, Optional<Figure> baseline, Limit limit, double confidence) {
        double bound = limit.at(baseline.map(Figure::value).orElse(0.0));
        Interval ofMine = mine.interval().orElse(new Interval(mine.value(), mine.value()));
        Interval ofBound = baseline.flatMap(Figure::interval).map(interval -> at(limit, interval)).orElse(new Interval(bound, bound));
        Interval together = Difference.interval(mine.value(), ofMine, bound, ordered(ofBound, bound));
        OptionalDouble other = baseline.map(figure -> OptionalDouble.of(figure.value())).orElse(OptionalDouble.empty());
        return new EstimateEvidence(
                mine.value(),
                other,
                mine.value(),
                bound,
                samples(mine, baseline),
                spread(mine.value(), new Interval(together.low() + bound, together.high() + bound), confidence),
                false,
                false,
                "",
                other.isPresent() ? "; the baseline has " + Decision.number(other.getAsDouble()) : "");
    }

    private static Interval at(Limit limit, Interval interval) {
        double a = limit.at(interval.low());
        double b = limit.at(interval.high());
        return new Interval(Math.min(a, b), Math.max(a, b));
    }

    /** A bent limit may leave its own middle outside. */
    private static Interval ordered(Interval interval, double value) {
        return new Interval(Math.min(interval.low(), value), Math.max(interval.high(), value));
    }

    private static OptionalLong samples(Figure mine, Optional<Figure> baseline) {
        OptionalLong other = baseline.map(Figure::samples).orElse(mine.samples());
        return mine.samples().isPresent() && other.isPresent()
                ? OptionalLong.of(Math.min(mine.samples().getAsLong(), other.getAsLong()))
                : OptionalLong.empty();
    }

    /** An interval that is known at one confidence, at others: as wide as that of a normal variable. */
    private static DoubleFunction<Interval> spread(double value, Interval interval, double confidence) {
        double known = NORMAL.inverseCumulativeProbability(confidence);
        return coverage -> {
            double factor = NORMAL.inverseCumulativeProbability((1 + coverage) / 2) / known;
            return new Interval(value - factor * (value - interval.low()), value + factor * (interval.high() - value));
        };
    }
}
