package io.jenkins.plugins.mlcd.canary;

import io.jenkins.plugins.mlcd.record.Verdict;
import io.jenkins.plugins.mlcd.stats.ConfidenceSequences;
import io.jenkins.plugins.mlcd.stats.Interval;
import io.jenkins.plugins.mlcd.stats.Moments;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One rule over all looks in which both versions served users.
 *
 * @param number of the rule in the history
 * @param elapsed since the first traffic of the canary
 * @param detailed whether people read it, so that intervals and words are worth the time
 */
record RuleAnalysis(RolloutDefinition definition, History history, int number, Duration elapsed, boolean detailed) {

    /** JSON has no infinity, and beyond this nothing is decided by how much. */
    private static final double MOST = 1e300;

    MetricResult judge() {
        MetricRule rule = rule();
        Figures canary = history.canary(rule);
        Figures stable = history.stable(rule);
        boolean comparable = rule.measure().type() != Measure.Type.LATENCY || history.sameBuckets();
        if (!comparable || !rule.measure().known(canary) || rule.relative() && !rule.measure().known(stable)) {
            return nothing();
        }
        double figure = rule.measure().value().applyAsDouble(canary);
        double other = rule.measure().value().applyAsDouble(stable);
        boolean kept = rule.kept(figure, other);
        Verdict verdict = verdict(kept, momentary(canary));
        return new MetricResult(
                rule.text(),
                Optional.of(verdict),
                OptionalDouble.of(figure),
                Double.isNaN(other) ? OptionalDouble.empty() : OptionalDouble.of(other),
                OptionalDouble.of(rule.limit(rule.relative() ? other : 0)),
                OptionalDouble.of(Math.min(MOST, test().broken())),
                history.neededToFail(),
                proof(),
                1 / definition.beta(),
                interval(canary),
                interval(stable),
                detailed ? reason(verdict, figure, other, kept) : verdict.name());
    }

    private MetricRule rule() {
        return history.rules().get(number);
    }

    private RuleTest test() {
        return history.test(number);
    }

    /** Of latencies beside each other it is only tested whether the canary is slower at all. */
    private boolean againstLatency() {
        return rule().measure().type() == Measure.Type.LATENCY && rule().relative();
    }

    /** A figure without observations, which is held against the limit as it is. */
    private boolean momentary(Figures canary) {
        return rule().measure().type() == Measure.Type.MEAN && rule().measure().moments().apply(canary).count() == 0;
    }

    private Verdict verdict(boolean kept, boolean momentary) {
        boolean proven = momentary || test().broken() >= history.neededToFail();
        boolean needsBoth = momentary || againstLatency();
        if (proven && (!needsBoth || !kept)) {
            return Verdict.FAIL;
        }
        if (elapsed.compareTo(rule().after()) < 0 || !momentary && undecided(kept)) {
            return Verdict.INCONCLUSIVE;
        }
        return Verdict.PASS;
    }

    /** Whether more must be known before the rollout goes on from here. */
    private boolean undecided(boolean kept) {
        if (definition.abTest().isPresent()) {
            return number == 0 && test().better() < history.neededToFail();
        }
        boolean due = history.last().weight() == definition.lastConcurrentWeight() && history.last().weight() < 100;
        return due && needsProof() && (history.kept(number) < 1 / definition.beta() || !kept && againstLatency());
    }

    /** What was written must be proven, and in any case that the canary does not fail more often. */
    private boolean needsProof() {
        return definition.rulesAreChosen() || rule().measure().name().equals("error_rate");
    }

    private OptionalDouble proof() {
        return againstLatency() ? OptionalDouble.empty() : OptionalDouble.of(Math.min(MOST, history.kept(number)));
    }

    /** The first look is the canary's warm-up, so there is no latency yet, which is no reason to hold. */
    private MetricResult nothing() {
        boolean warming = rule().measure().type() == Measure.Type.LATENCY && history.looks() <= 1;
        boolean late = elapsed.compareTo(rule().after()) < 0;
        String reason = warming ? "left out at the first look, while the canary warms up"
                : late ? "its figures come later" : "left out: no figures of it that can be compared";
        Optional<Verdict> verdict = (definition.rulesAreChosen() || late) && !warming ? Optional.of(Verdict.INCONCLUSIVE) : Optional.empty();
        OptionalDouble none = OptionalDouble.empty();
        return new MetricResult(rule().text(), verdict, none, none, none, none, history.neededToFail(), none, 1 / definition.beta(), List.of(), List.of(), reason);
    }

    private String reason(Verdict verdict, double canary, double stable, boolean kept) {
        String figures = number(canary) + (rule().relative() ? " against " + number(stable) + " of the stable version" : "");
        String judged = switch (verdict) {
            case FAIL -> "worse than the rule allows";
            case INCONCLUSIVE -> elapsed.compareTo(rule().after()) < 0 ? "it is judged later"
                    : definition.abTest().isPresent() ? "it is not certain yet which version is better"
                    : "it is not certain yet that the rule is kept, evidence " + number(history.kept(number)) + " of " + number(1 / definition.beta());
            default -> kept ? "within the rule" : "beyond the rule, but it may be chance";
        };
        return figures + ", evidence " + number(test().broken()) + " of " + number(history.neededToFail()) + " against it: " + judged;
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e6 ? Long.toString((long) value) : String.format(Locale.ROOT, "%.4g", value);
    }

    /** By a confidence sequence at alpha: it holds the true figure at all looks at once. */
    private List<Double> interval(Figures figures) {
        if (!detailed) {
            return List.of();
        }
        Measure measure = rule().measure();
        Moments moments = measure.moments().apply(figures);
        Interval interval = switch (measure.type()) {
            case RATE -> ConfidenceSequences.rate((long) moments.sum(), moments.count(), definition.alpha());
            case MEAN -> ConfidenceSequences.mean(moments, definition.alpha());
            case ESTIMATE -> EstimateTest.interval(figures, definition.alpha());
            case LATENCY -> measure.quantile()
                    .map(quantile -> ConfidenceSequences.quantile(figures.latencyBounds(), figures.latencyCounts(), quantile, definition.alpha()))
                    .orElse(new Interval(0, Double.POSITIVE_INFINITY));
        };
        boolean bad = measure.type() == Measure.Type.RATE && measure.largeIsGood();
        double low = bad ? 1 - interval.high() : interval.low();
        double high = bad ? 1 - interval.low() : interval.high();
        return Double.isFinite(low) && Double.isFinite(high) ? List.of(low, high) : List.of();
    }
}
