package io.jenkins.plugins.mlcd.canary;

import io.jenkins.plugins.mlcd.expression.Rule;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/**
 * A rule that the canary has to keep, compared with the stable version at the same time: {@code error_rate <= stable +
 * 0.01}. The distance from {@code stable} is the smallest effect that matters.
 *
 * @param rule the parsed line
 * @param kind what it is about
 */
public record MetricRule(Rule rule, Kind kind) {

    private static final String REFERENCE = "stable";

    /** What is judged when a Jenkinsfile names no rules; a figure that the servers do not give is left out then. */
    public static final List<String> DEFAULTS = List.of(
            "error_rate <= stable + 0.01",
            "latency_mean_ms <= 1.5 * stable + 10",
            "confidence >= stable - 0.05",
            "accuracy >= stable - 0.02");

    private static final Map<String, Kind> KINDS = Map.of(
            "error_rate", Kind.ERROR_RATE,
            "latency_mean_ms", Kind.LATENCY_MEAN,
            "latency_p50_ms", Kind.LATENCY_P50,
            "latency_p90_ms", Kind.LATENCY_P90,
            "latency_p99_ms", Kind.LATENCY_P99,
            "confidence", Kind.CONFIDENCE,
            "accuracy", Kind.ACCURACY);

    /** @throws IllegalArgumentException when {@code text} is no rule on a figure that rollouts know */
    public static MetricRule parse(String text) {
        Rule rule = Rule.parse(text, REFERENCE);
        Kind kind = KINDS.get(rule.metric().toString());
        if (kind == null || rule.scope().isPresent()) {
            throw new IllegalArgumentException("'" + rule.text() + "': a rollout knows the figures "
                    + KINDS.keySet().stream().sorted().toList() + ", without a prefix");
        }
        if (!rule.limit().relative()) {
            throw new IllegalArgumentException("'" + rule.text()
                    + "': a canary is compared with the stable version at the same time, so its limit needs the word 'stable'");
        }
        if (rule.comparison().wantsLarge() != kind.largeIsGood) {
            throw new IllegalArgumentException("'" + rule.text() + "': " + rule.metric() + " is better when it is "
                    + (kind.largeIsGood ? "larger, so write >=" : "smaller, so write <="));
        }
        return new MetricRule(rule, kind);
    }

    /** Whether the canary's figure keeps the rule, when that of the stable version is {@code stable}. */
    boolean kept(double canary, double stable) {
        return rule.comparison().holds(canary, rule.limit().at(stable));
    }

    /** The figures that rollouts know. */
    public enum Kind {
        ERROR_RATE(false, Figures::requests, f -> (double) f.errors() / f.requests()),
        LATENCY_MEAN(false, Figures::timed, Figures::meanLatency),
        LATENCY_P50(false, Figures::timed, f -> f.latency(0.5)),
        LATENCY_P90(false, Figures::timed, f -> f.latency(0.9)),
        LATENCY_P99(false, Figures::timed, f -> f.latency(0.99)),
        CONFIDENCE(true, f -> f.confidence().count(), f -> f.confidence().mean()),
        ACCURACY(true, Figures::labelled, f -> 1 - (double) f.wrong() / f.labelled());

        private final boolean largeIsGood;
        private final ToLongFunction<Figures> count;
        private final ToDoubleFunction<Figures> value;

        Kind(boolean largeIsGood, ToLongFunction<Figures> count, ToDoubleFunction<Figures> value) {
            this.largeIsGood = largeIsGood;
            this.count = count;
            this.value = value;
        }

        /** Observations that the figure is from. */
        long count(Figures figures) {
            return count.applyAsLong(figures);
        }

        /** The figure; NaN without observations. */
        double value(Figures figures) {
            return count(figures) == 0 ? Double.NaN : value.applyAsDouble(figures);
        }

        boolean latency() {
            return this == LATENCY_MEAN || this == LATENCY_P50 || this == LATENCY_P90 || this == LATENCY_P99;
        }
    }
}
