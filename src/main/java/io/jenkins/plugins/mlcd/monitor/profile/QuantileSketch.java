package io.jenkins.plugins.mlcd.monitor.profile;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.jenkins.plugins.mlcd.stats.Distribution;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import org.apache.datasketches.kll.KllDoublesSketch;
import org.apache.datasketches.quantilescommon.DoublesSketchSortedView;

/**
 * The distribution of a number in bounded memory: some of its values in rising order, each standing for a number of values.
 * It is what a KLL sketch retains (Karnin, Lang, Liberty 2016) with k = {@value #K}: with up to k values it is exact,
 * above that a rank is off by at most {@link #rankError()} of the count with 99% confidence. Immutable.
 *
 * <p>As JSON it is base64 of, for each retained value, how many it stands for (four bytes) and the value (eight bytes, big-endian). The
 * library's own form is not used because its reader refuses Java versions that it does not know.
 */
public final class QuantileSketch implements Distribution {

    /** The size of the sketch: error falls, memory rises with it. */
    public static final int K = 1024;
    private static final int ITEM_BYTES = Integer.BYTES + Double.BYTES;
    private static final int MAX_ITEMS = 16 * K;

    private final double[] values;
    private final long[] cumulative;

    private QuantileSketch(double[] values, long[] cumulative) {
        this.values = values;
        this.cumulative = cumulative;
    }

    private long weight(int index) {
        return cumulative[index] - (index == 0 ? 0 : cumulative[index - 1]);
    }

    static QuantileSketch of(KllDoublesSketch sketch) {
        if (sketch.isEmpty()) {
            return new QuantileSketch(new double[0], new long[0]);
        }
        DoublesSketchSortedView view = sketch.getSortedView();
        return withoutNone(view.getQuantiles(), view.getCumulativeWeights());
    }

    /** The view gives the smallest and the largest value a weight of their own, and may leave their neighbours none. */
    private static QuantileSketch withoutNone(double[] values, long[] cumulative) {
        int kept = 0;
        for (int i = 0; i < values.length; i++) {
            if (cumulative[i] > (i == 0 ? 0 : cumulative[i - 1])) {
                values[kept] = values[i];
                cumulative[kept++] = cumulative[i];
            }
        }
        return new QuantileSketch(Arrays.copyOf(values, kept), Arrays.copyOf(cumulative, kept));
    }

    /** Each value standing for {@code factor} times as many. */
    QuantileSketch times(int factor) {
        return new QuantileSketch(values, Arrays.stream(cumulative).map(weight -> weight * factor).toArray());
    }

    /** The sketch of these values, exact up to {@value #K} of them. */
    public static QuantileSketch of(double... values) {
        KllDoublesSketch sketch = KllDoublesSketch.newHeapInstance(K);
        for (double value : values) {
            sketch.update(value);
        }
        return of(sketch);
    }

    /**
     * The sketch of both sets of values together, within the same rank error; it has their smallest and their largest value. The same two sketches
     * always give the same one.
     */
    public QuantileSketch merge(QuantileSketch other) {
        if (values.length == 0 || other.values.length == 0) {
            return values.length == 0 ? other : this;
        }
        return merge(other, Math.min(values[0], other.values[0]), Math.max(values[values.length - 1], other.values[other.values.length - 1]));
    }

    /** As {@link #merge(QuantileSketch)} of two that are not empty, for values of which the smallest and the largest are known better. */
    QuantileSketch merge(QuantileSketch other, double min, double max) {
        WeightedMerge merge = new WeightedMerge(31 * count() + other.count());
        merge.add(values, weights());
        merge.add(other.values, other.weights());
        merge.compact(K);
        double[] kept = new double[merge.size()];
        long[] weights = new long[kept.length];
        merge.drain(kept, weights);
        return withExtremes(kept, weights, min, max);
    }

    private long[] weights() {
        long[] weights = new long[values.length];
        Arrays.setAll(weights, this::weight);
        return weights;
    }

    /** One of the values that the first and the last one stand for is the smallest and the largest. */
    private static QuantileSketch withExtremes(double[] kept, long[] weights, double min, double max) {
        double[] values = new double[kept.length + 2];
        long[] cumulative = new long[kept.length + 2];
        System.arraycopy(kept, 0, values, 1, kept.length);
        values[0] = min;
        values[values.length - 1] = max;
        weights[0]--;
        weights[kept.length - 1]--;
        cumulative[0] = 1;
        for (int i = 0; i < kept.length; i++) {
            cumulative[i + 1] = cumulative[i] + weights[i];
        }
        cumulative[kept.length + 1] = cumulative[kept.length] + 1;
        return withoutNone(values, cumulative);
    }

    /** How many values went in. */
    @Override
    public long count() {
        return values.length == 0 ? 0 : cumulative[values.length - 1];
    }

    /** Whether every value is retained, so that ranks are exact. */
    public boolean exact() {
        return count() == values.length;
    }

    /** The two-sided error of a rank as a share of the count (99% confidence); 0 when exact. */
    @Override
    public double rankError() {
        return exact() ? 0 : KllDoublesSketch.getNormalizedRankError(K, true);
    }

    /** About how many values are at most {@code x}. */
    public long countAtMost(double x) {
        int low = 0;
        int high = values.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (values[middle] <= x) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low == 0 ? 0 : cumulative[low - 1];
    }

    /** The share of values that are at most {@code x}, 0..1; 0 when there are none. */
    @Override
    public double rank(double x) {
        return values.length == 0 ? 0 : (double) countAtMost(x) / count();
    }

    /**
     * The smallest retained value whose rank is at least {@code q}.
     *
     * @throws IllegalArgumentException unless 0 &lt;= q &lt;= 1 and there is a value
     */
    public double quantile(double q) {
        if (!(q >= 0 && q <= 1) || values.length == 0) {
            throw new IllegalArgumentException("quantile " + q + " of " + count() + " values does not exist");
        }
        double wanted = q * count();
        for (int i = 0; i < values.length; i++) {
            if (cumulative[i] >= wanted) {
                return values[i];
            }
        }
        return values[values.length - 1];
    }

    /** The retained values in rising order; a copy. */
    @Override
    public double[] points() {
        return values.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof QuantileSketch sketch && Arrays.equals(values, sketch.values) && Arrays.equals(cumulative, sketch.cumulative);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(values) + Arrays.hashCode(cumulative);
    }

    @JsonValue
    String toBase64() {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * ITEM_BYTES);
        for (int i = 0; i < values.length; i++) {
            bytes.putInt(Math.toIntExact(weight(i))).putDouble(values[i]);
        }
        return Base64.getEncoder().encodeToString(bytes.array());
    }

    /** Profiles come from agents and targets: sizes, order and numbers are checked. */
    @JsonCreator
    static QuantileSketch fromBase64(String text) {
        byte[] raw = Base64.getDecoder().decode(text);
        if (raw.length % ITEM_BYTES != 0 || raw.length > MAX_ITEMS * ITEM_BYTES) {
            throw new IllegalArgumentException("a sketch of " + raw.length + " bytes cannot be");
        }
        ByteBuffer bytes = ByteBuffer.wrap(raw);
        double[] values = new double[raw.length / ITEM_BYTES];
        long[] cumulative = new long[values.length];
        long sum = 0;
        for (int i = 0; i < values.length; i++) {
            int weight = bytes.getInt();
            values[i] = bytes.getDouble();
            if (weight < 1 || !Double.isFinite(values[i]) || i > 0 && values[i] < values[i - 1]) {
                throw new IllegalArgumentException("a sketch holds the value " + values[i] + " for " + weight + " out of place");
            }
            sum += weight;
            cumulative[i] = sum;
        }
        return new QuantileSketch(values, cumulative);
    }
}
