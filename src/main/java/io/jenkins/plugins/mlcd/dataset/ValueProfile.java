package io.jenkins.plugins.mlcd.dataset;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The values of many samples of one size in bounded memory: the range of each column, and histograms of some features. The features are
 * the columns where there are up to {@value #MAX_COLUMNS}; of larger samples the means of {@value #BANDS} runs of columns, the mean
 * and twice the standard deviation of all. Values are 0..255.
 */
public final class ValueProfile implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final int MAX_COLUMNS = 64;
    private static final int BANDS = 16;

    private final byte[] low;
    private final byte[] high;
    private final BitSet graded = new BitSet();
    private final long[][] histograms;

    /** @param columns at least 1 */
    ValueProfile(int columns) {
        low = new byte[columns];
        high = new byte[columns];
        Arrays.fill(low, (byte) 255);
        histograms = new long[columns <= MAX_COLUMNS ? columns : BANDS + 2][ByteHistogram.BINS];
    }

    int columns() {
        return low.length;
    }

    void add(byte[] values) {
        for (int i = 0; i < values.length; i++) {
            int value = values[i] & 0xff;
            low[i] = (byte) Math.min(value, low[i] & 0xff);
            high[i] = (byte) Math.max(value, high[i] & 0xff);
            if (value != 0 && value != 255) {
                graded.set(i);
            }
        }
        if (values.length <= MAX_COLUMNS) {
            for (int i = 0; i < values.length; i++) {
                histograms[i][values[i] & 0xff]++;
            }
        } else {
            addFeatures(values);
        }
    }

    private void addFeatures(byte[] values) {
        for (int band = 0; band < BANDS; band++) {
            histograms[band][(int) Math.round(mean(values, edge(band), edge(band + 1)))]++;
        }
        double mean = mean(values, 0, values.length);
        double squares = 0;
        for (byte value : values) {
            squares += ((value & 0xff) - mean) * ((value & 0xff) - mean);
        }
        histograms[BANDS][(int) Math.round(mean)]++;
        histograms[BANDS + 1][(int) Math.round(2 * Math.sqrt(squares / values.length))]++;
    }

    private static double mean(byte[] values, int from, int to) {
        long sum = 0;
        for (int i = from; i < to; i++) {
            sum += values[i] & 0xff;
        }
        return (double) sum / (to - from);
    }

    private int edge(int band) {
        return (int) ((long) columns() * band / BANDS);
    }

    /** All of them together; empty when there is none or they have different numbers of columns. */
    static Optional<ValueProfile> union(Collection<ValueProfile> several) {
        if (several.stream().map(ValueProfile::columns).distinct().count() != 1) {
            return Optional.empty();
        }
        ValueProfile all = new ValueProfile(several.iterator().next().columns());
        several.forEach(all::add);
        return Optional.of(all);
    }

    private void add(ValueProfile other) {
        for (int i = 0; i < columns(); i++) {
            low[i] = (byte) Math.min(low[i] & 0xff, other.low[i] & 0xff);
            high[i] = (byte) Math.max(high[i] & 0xff, other.high[i] & 0xff);
        }
        graded.or(other.graded);
        for (int i = 0; i < histograms.length; i++) {
            for (int bin = 0; bin < ByteHistogram.BINS; bin++) {
                histograms[i][bin] += other.histograms[i][bin];
            }
        }
    }

    ColumnRanges ranges() {
        return new ColumnRanges(low.clone(), high.clone(), (BitSet) graded.clone());
    }

    /** The features by name, in their order. */
    Map<String, ByteHistogram> features() {
        List<String> names = new ArrayList<>();
        for (int i = 0; columns() <= MAX_COLUMNS && i < columns(); i++) {
            names.add("x" + i);
        }
        for (int band = 0; columns() > MAX_COLUMNS && band < BANDS; band++) {
            names.add("mean of x" + edge(band) + " to x" + (edge(band + 1) - 1));
        }
        if (columns() > MAX_COLUMNS) {
            names.addAll(List.of("mean", "deviation"));
        }
        Map<String, ByteHistogram> features = new LinkedHashMap<>();
        for (int i = 0; i < histograms.length; i++) {
            features.put(names.get(i), new ByteHistogram(histograms[i].clone()));
        }
        return features;
    }
}
