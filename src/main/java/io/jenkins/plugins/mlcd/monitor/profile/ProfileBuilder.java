package io.jenkins.plugins.mlcd.monitor.profile;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.datasketches.kll.KllDoublesSketch;

/**
 * Gathers samples into a {@link Profile}. About 0.1 microseconds a feature and no allocation once its sketches have grown.
 * Not safe for use by several threads.
 */
public final class ProfileBuilder {

    private final List<String> names;
    private final Column[] columns;
    private final Map<String, long[]> classes = new HashMap<>();
    private long samples;
    private long otherClasses;

    /** @param features names of the features, in the order in which {@link #add} gets them, without confidence */
    public ProfileBuilder(List<String> features) {
        names = List.copyOf(features);
        if (names.contains(Profile.CONFIDENCE) || names.stream().distinct().count() < names.size()) {
            throw new IllegalArgumentException("feature names must differ from each other and from '" + Profile.CONFIDENCE
                    + "', but are " + names);
        }
        columns = new Column[names.size() + 1];
        Arrays.setAll(columns, i -> new Column());
    }

    /** @see #add(double[], String, double) */
    public ProfileBuilder(String... features) {
        this(List.of(features));
    }

    /**
     * Adds a sample.
     *
     * @param features one value a feature; NaN or infinite counts as missing
     * @param prediction the class that the model answered, or null when it did not answer
     * @param confidence 0..1, or NaN when the model gives none
     */
    public void add(double[] features, String prediction, double confidence) {
        if (features.length != names.size()) {
            throw new IllegalArgumentException(features.length + " values do not fit the features " + names);
        }
        for (int i = 0; i < features.length; i++) {
            columns[i].add(features[i]);
        }
        columns[features.length].add(confidence);
        count(prediction);
        samples++;
    }

    /** As {@link #add(double[], String, double)}, by name; a name that is absent is a missing value. */
    public void add(Map<String, Double> features, String prediction, double confidence) {
        double[] values = new double[names.size()];
        Arrays.setAll(values, i -> features.getOrDefault(names.get(i), Double.NaN));
        add(values, prediction, confidence);
    }

    private void count(String prediction) {
        if (prediction == null) {
            return;
        }
        long[] counter = classes.get(prediction);
        if (counter != null) {
            counter[0]++;
        } else if (classes.size() < CategoryProfile.LIMIT) {
            classes.put(prediction, new long[] {1});
        } else {
            otherClasses++;
        }
    }

    public long samples() {
        return samples;
    }

    /** What was gathered so far, as samples of the time from {@code from} to {@code to}. */
    public Profile build(Instant from, Instant to) {
        Map<String, NumericProfile> features = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            features.put(names.get(i), columns[i].build());
        }
        Column confidence = columns[names.size()];
        if (confidence.count > 0) {
            features.put(Profile.CONFIDENCE, confidence.build());
        }
        Map<String, Long> counts = new HashMap<>();
        classes.forEach((name, counter) -> counts.put(name, counter[0]));
        return new Profile(samples, from, to, features, new CategoryProfile(counts, otherClasses));
    }

    /** The profile of training data, which has no time. */
    public Profile build() {
        return build(Instant.EPOCH, Instant.EPOCH);
    }

    /** One feature; mean and squares after Welford (1962). */
    private static final class Column {
        private final KllDoublesSketch sketch = KllDoublesSketch.newHeapInstance(QuantileSketch.K);
        private long count;
        private long missing;
        private double mean;
        private double squares;
        private double min = Double.POSITIVE_INFINITY;
        private double max = Double.NEGATIVE_INFINITY;

        void add(double value) {
            if (!Double.isFinite(value)) {
                missing++;
                return;
            }
            count++;
            double delta = value - mean;
            mean += delta / count;
            squares += delta * (value - mean);
            min = Math.min(min, value);
            max = Math.max(max, value);
            sketch.update(value);
        }

        NumericProfile build() {
            QuantileSketch quantiles = QuantileSketch.of(sketch);
            return count == 0
                    ? new NumericProfile(0, missing, 0, 0, 0, 0, quantiles)
                    : new NumericProfile(count, missing, mean, squares / count, min, max, quantiles);
        }
    }
}
