package io.jenkins.plugins.mlcd.canary;

import io.jenkins.plugins.mlcd.stats.Moments;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * A figure of a version that a rule can name.
 *
 * @param name as rules write it
 * @param type how it is tested
 * @param largeIsGood which direction is better
 * @param moments of the observations that it is from; of a rate those of its events, which are 1 or 0, and of a rate of good ones
 *     those of the bad ones
 * @param value the figure; NaN without observations
 */
public record Measure(String name, Type type, boolean largeIsGood, Function<Figures, Moments> moments, ToDoubleFunction<Figures> value) {

    /** How a figure is tested. */
    public enum Type {
        /** Events among requests: exactly, at every look. */
        RATE,
        /** A mean: at every look, as the numbers grow; a momentary figure without observations is held against the limit as it is. */
        MEAN,
        /** A latency: at every look, whether the canary is slower at all. */
        LATENCY,
        /** An accuracy, from the confidence of all predictions and the labels of some: at every look, as the labels grow. */
        ESTIMATE
    }

    private static final Map<String, Measure> KNOWN = known();

    /** The figures that every target has. */
    static Map<String, Measure> builtIn() {
        return KNOWN;
    }

    /** A figure that the provider brings: of observations, or a momentary one. */
    static Measure custom(String name, boolean largeIsGood) {
        return new Measure(name, Type.MEAN, largeIsGood, figures -> figures.observed().getOrDefault(name, Moments.NONE),
                figures -> figures.observed().containsKey(name)
                        ? figures.observed().get(name).mean()
                        : figures.gauges().getOrDefault(name, Double.NaN));
    }

    private static Map<String, Measure> known() {
        Map<String, Measure> known = new LinkedHashMap<>();
        put(known, new Measure("error_rate", Type.RATE, false, f -> events(f.errors(), f.requests()), f -> events(f.errors(), f.requests()).mean()));
        put(known, new Measure("accuracy", Type.RATE, true, f -> events(f.wrong(), f.labelled()), f -> 1 - events(f.wrong(), f.labelled()).mean()));
        put(known, new Measure("estimated_accuracy", Type.ESTIMATE, true, f -> Moments.NONE, EstimateTest::figure));
        put(known, new Measure("confidence", Type.MEAN, true, Figures::confidence, f -> f.confidence().mean()));
        put(known, latency("latency_mean_ms", Figures::meanLatency));
        put(known, latency("latency_p50_ms", f -> f.latency(0.5)));
        put(known, latency("latency_p90_ms", f -> f.latency(0.9)));
        put(known, latency("latency_p99_ms", f -> f.latency(0.99)));
        return known;
    }

    private static void put(Map<String, Measure> known, Measure measure) {
        known.put(measure.name, measure);
    }

    private static Measure latency(String name, ToDoubleFunction<Figures> value) {
        return new Measure(name, Type.LATENCY, false, f -> new Moments(f.timed(), f.latencySum(), 0), value);
    }

    private static Moments events(long events, long total) {
        return new Moments(total, events, events);
    }

    /** Whether it has a value for a version. */
    boolean known(Figures figures) {
        return !Double.isNaN(value.applyAsDouble(figures));
    }

    /** The quantile that a latency is; empty for its mean and for all other figures. */
    Optional<Double> quantile() {
        return type == Type.LATENCY && name.startsWith("latency_p") ? Optional.of(Integer.parseInt(name.substring(9, 11)) / 100.0) : Optional.empty();
    }
}
