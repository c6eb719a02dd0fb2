package io.jenkins.plugins.mlcd.canary;

import io.jenkins.plugins.mlcd.stats.Moments;
import io.jenkins.plugins.mlcd.target.Calibration;
import io.jenkins.plugins.mlcd.target.TargetMetrics.Counters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What one version did in a span of time.
 *
 * @param requests answered, the failed ones included
 * @param errors among them
 * @param latencyBounds upper bounds of the latency buckets in milliseconds
 * @param latencyCounts requests by bucket, one more than there are bounds
 * @param latencySum of all latencies, in milliseconds
 * @param confidence moments of the stated confidence, 0 to 1
 * @param labelled predictions whose true label came back
 * @param wrong among these
 * @param calibration predictions and labels by bins of confidence
 * @param observed moments of figures that the target itself does not know, by name; one without sound figures is absent
 * @param gauges momentary figures by name, at the end of the span
 */
public record Figures(
        long requests,
        long errors,
        List<Double> latencyBounds,
        List<Long> latencyCounts,
        double latencySum,
        Moments confidence,
        long labelled,
        long wrong,
        Calibration calibration,
        Map<String, Moments> observed,
        Map<String, Double> gauges) {

    public static final Figures NONE = new Figures(0, 0, List.of(), List.of(), 0, Moments.NONE, 0, 0);

    /** Without figures of one's own, and without bins of confidence. */
    public Figures(long requests, long errors, List<Double> latencyBounds, List<Long> latencyCounts, double latencySum, Moments confidence,
            long labelled, long wrong) {
        this(requests, errors, latencyBounds, latencyCounts, latencySum, confidence, labelled, wrong, Calibration.NONE, Map.of(), Map.of());
    }

    public Figures {
        latencyBounds = List.copyOf(latencyBounds);
        latencyCounts = List.copyOf(latencyCounts);
        observed = Map.copyOf(observed);
        gauges = Map.copyOf(gauges);
    }

    static Figures of(Counters counters) {
        return new Figures(
                counters.requests(),
                counters.errors(),
                counters.latency().bounds(),
                counters.latency().counts(),
                counters.latency().sum(),
                new Moments(
                        counters.confidence().count(),
                        counters.confidence().sum(),
                        counters.confidence().sumSquares()),
                counters.labelled().count(),
                counters.labelled().count() - counters.labelled().correct(),
                counters.calibration(),
                observed(counters),
                counters.gauges());
    }

    private static Map<String, Moments> observed(Counters counters) {
        if (counters.observed().isEmpty()) {
            return Map.of();
        }
        Map<String, Moments> moments = new TreeMap<>();
        counters.observed().forEach((name, figure) -> moments.put(name, new Moments(figure.count(), figure.sum(), figure.sumSquares())));
        return moments;
    }

    /** What was added since {@code earlier}; empty when the figures do not follow on it: a counter fell, or is no number. */
    Optional<Figures> since(Figures earlier) {
        if (earlier.latencyCounts.isEmpty() && !latencyCounts.isEmpty()) {
            return since(earlier.withBuckets(latencyBounds));
        }
        if (!latencyBounds.equals(earlier.latencyBounds)) {
            return Optional.empty();
        }
        Figures difference = new Figures(
                requests - earlier.requests,
                errors - earlier.errors,
                latencyBounds,
                combine(latencyCounts, earlier.latencyCounts, -1),
                latencySum - earlier.latencySum,
                confidence.minus(earlier.confidence),
                labelled - earlier.labelled,
                wrong - earlier.wrong,
                calibration.since(earlier.calibration),
                observedSince(earlier),
                finite(gauges));
        return difference.sound() ? Optional.of(difference) : Optional.empty();
    }

    Figures plus(Figures other) {
        if (latencyCounts.isEmpty() && !other.latencyCounts.isEmpty()) {
            return withBuckets(other.latencyBounds).plus(other);
        }
        return new Figures(
                requests + other.requests,
                errors + other.errors,
                latencyBounds,
                combine(latencyCounts, other.latencyCounts, 1),
                latencySum + other.latencySum,
                confidence.plus(other.confidence),
                labelled + other.labelled,
                wrong + other.wrong,
                calibration.plus(other.calibration),
                observedPlus(other),
                other.gauges.isEmpty() ? gauges : other.gauges);
    }

    /** A figure that does not follow on the last one is left out of this span, and the others are not. */
    private Map<String, Moments> observedSince(Figures earlier) {
        if (observed.isEmpty()) {
            return observed;
        }
        Map<String, Moments> since = new TreeMap<>();
        observed.forEach((name, moments) -> {
            Moments difference = moments.minus(earlier.observed.getOrDefault(name, Moments.NONE));
            if (difference.count() >= 0 && Double.isFinite(difference.sum()) && Double.isFinite(difference.sumSquares()) && difference.sumSquares() >= 0) {
                since.put(name, difference);
            }
        });
        return since;
    }

    private Map<String, Moments> observedPlus(Figures other) {
        if (other.observed.isEmpty()) {
            return observed;
        }
        Map<String, Moments> sums = new TreeMap<>(observed);
        other.observed.forEach((name, moments) -> sums.merge(name, moments, Moments::plus));
        return sums;
    }

    private static Map<String, Double> finite(Map<String, Double> gauges) {
        return gauges.entrySet().stream().filter(gauge -> Double.isFinite(gauge.getValue())).collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private Figures withBuckets(List<Double> bounds) {
        List<Long> counts = bounds.stream().map(bound -> 0L).collect(Collectors.toCollection(ArrayList::new));
        counts.add(0L);
        return new Figures(requests, errors, bounds, counts, latencySum, confidence, labelled, wrong, calibration, observed, gauges);
    }

    private static List<Long> combine(List<Long> counts, List<Long> others, int sign) {
        if (counts.isEmpty()) {
            return counts;
        }
        List<Long> combined = new ArrayList<>();
        for (int i = 0; i < Math.min(counts.size(), others.size()); i++) {
            combined.add(counts.get(i) + sign * others.get(i));
        }
        return combined;
    }

    private boolean sound() {
        boolean counts = requests >= 0 && errors >= 0 && errors <= requests && confidence.count() >= 0;
        boolean labels = labelled >= 0 && wrong >= 0 && wrong <= labelled;
        boolean sums = Double.isFinite(latencySum) && Double.isFinite(confidence.sum()) && Double.isFinite(confidence.sumSquares());
        return counts && labels && sums && latencyCounts.stream().allMatch(count -> count >= 0);
    }

    /** Requests whose latency is known. */
    long timed() {
        return latencyCounts.stream().mapToLong(Long::longValue).sum();
    }

    /** Mean latency in milliseconds; NaN without requests. */
    double meanLatency() {
        return timed() == 0 ? Double.NaN : latencySum / timed();
    }

    /** A latency quantile in milliseconds, linear within its bucket; the overflow counts as its lower bound. NaN without requests. */
    double latency(double quantile) {
        double wanted = quantile * timed();
        double seen = 0;
        for (int i = 0; i < latencyBounds.size(); i++) {
            long count = latencyCounts.get(i);
            if (count > 0 && seen + count >= wanted) {
                double low = i == 0 ? 0 : latencyBounds.get(i - 1);
                return low + (latencyBounds.get(i) - low) * Math.max(0, wanted - seen) / count;
            }
            seen += count;
        }
        return timed() == 0 ? Double.NaN : latencyBounds.get(latencyBounds.size() - 1);
    }
}
