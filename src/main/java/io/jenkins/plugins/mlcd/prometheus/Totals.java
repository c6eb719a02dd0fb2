package io.jenkins.plugins.mlcd.prometheus;

import io.jenkins.plugins.mlcd.target.Calibration;
import io.jenkins.plugins.mlcd.target.TargetMetrics.Latency;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** What counters rose by, summed over instances. */
public final class Totals {

    private final Map<Figure, Double> byFigure;

    /**
     * A counter without its instance.
     *
     * @param name of the metric
     * @param labels that say what it counts
     */
    public record Figure(String name, Map<String, String> labels) {

        public Figure {
            labels = Map.copyOf(labels);
        }

        /** The label's value, empty where there is none. */
        public String label(String label) {
            return labels.getOrDefault(label, "");
        }
    }

    Totals(Map<Figure, Double> byFigure) {
        this.byFigure = Map.copyOf(byFigure);
    }

    /** The sum over all series of {@code name} that are {@code wanted}. */
    public double sum(String name, Predicate<Figure> wanted) {
        return byFigure.entrySet().stream()
                .filter(entry -> entry.getKey().name().equals(name) && wanted.test(entry.getKey()))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }

    /** The sum over all series of whatever name. */
    double all() {
        return byFigure.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    public double sum(String name) {
        return sum(name, figure -> true);
    }

    public long count(String name, Predicate<Figure> wanted) {
        return Math.round(sum(name, wanted));
    }

    /**
     * The histogram {@code name} as latencies in milliseconds; empty without one.
     *
     * @param milliseconds in one unit of its bounds
     */
    public Latency latency(String name, double milliseconds, Predicate<Figure> wanted) {
        TreeMap<Double, Double> atMost = new TreeMap<>();
        byFigure.forEach((figure, total) -> {
            if (figure.name().equals(name + "_bucket") && wanted.test(figure)) {
                atMost.merge(bound(figure.label("le")), total, Double::sum);
            }
        });
        if (atMost.isEmpty() || !atMost.containsKey(Double.POSITIVE_INFINITY)) {
            return new Latency(List.of(), List.of(), 0);
        }
        List<Double> bounds = new ArrayList<>();
        List<Long> counts = new ArrayList<>();
        double before = 0;
        for (Map.Entry<Double, Double> bucket : atMost.entrySet()) {
            if (bucket.getKey() < Double.POSITIVE_INFINITY) {
                bounds.add(bucket.getKey() * milliseconds);
            }
            counts.add(Math.max(0, Math.round(bucket.getValue() - before)));
            before = Math.max(before, bucket.getValue());
        }
        return new Latency(bounds, counts, sum(name + "_sum", wanted) * milliseconds);
    }

    /**
     * Predictions by the buckets of a histogram of confidence, and labels by the same buckets; {@link Calibration#NONE} where either is not counted.
     *
     * @param histogram of the confidence of predictions
     * @param labels a counter with the labels {@code bucket}, which is the {@code le} of the histogram, and {@code result}, {@code correct} or {@code wrong}
     */
    public Calibration calibration(String histogram, String labels) {
        Latency predictions = latency(histogram, 1, figure -> true);
        List<Long> labelled = new ArrayList<>();
        List<Long> correct = new ArrayList<>();
        for (int bin = 0; bin < predictions.counts().size(); bin++) {
            double bound = bin < predictions.bounds().size() ? predictions.bounds().get(bin) : Double.POSITIVE_INFINITY;
            Predicate<Figure> here = figure -> bound(figure.label("bucket")) == bound;
            labelled.add(count(labels, here));
            correct.add(count(labels, here.and(figure -> figure.label("result").equals("correct"))));
        }
        return new Calibration(predictions.bounds(), predictions.counts(), labelled, correct);
    }

    private static double bound(String le) {
        return le.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(le);
    }
}
