package io.jenkins.plugins.mlcd.monitor;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import org.apache.datasketches.kll.KllDoublesSketch;
import org.apache.datasketches.quantilescommon.QuantilesDoublesSketchIterator;

/**
 * The distribution of a number in bounded memory: some of its values in rising order, each standing for 2^level values.
 * It is what a KLL sketch retains (Karnin, Lang, Liberty 2016) with k = {@value #K}: with up to k values it is exact,
 * above that a rank is off by at most {@link #rankError()} of the count with 99% confidence. Immutable.
 *
 * <p>As JSON it is base64 of, for each retained value, its level (one byte) and the value (eight bytes, big-endian). The
 * library's own form is not used because its reader refuses Java versions that it does not know.
 */
public final class QuantileSketch {

    static final int K = 1024;
    private static final int ITEM_BYTES = 1 + Double.BYTES;
    private static final int MAX_ITEMS = 16 * K;
    private static final int MAX_LEVEL = 40;

    private final double[] values;
    private final byte[] levels;
    private final long[] cumulative;

    private QuantileSketch(List<Item> items) {
        List<Item> sorted = new ArrayList<>(items);
        sorted.sort(Comparator.comparingDouble(Item::value));
        values = new double[sorted.size()];
        levels = new byte[sorted.size()];
        cumulative = new long[sorted.size()];
        long sum = 0;
        for (int i = 0; i < values.length; i++) {
            values[i] = sorted.get(i).value;
            levels[i] = sorted.get(i).level;
            sum += 1L << levels[i];
            cumulative[i] = sum;
        }
    }

    private record Item(double value, byte level) {}

    static QuantileSketch of(KllDoublesSketch sketch) {
        List<Item> items = new ArrayList<>(sketch.getNumRetained());
        for (QuantilesDoublesSketchIterator i = sketch.iterator(); i.next(); ) {
            items.add(new Item(i.getQuantile(), (byte) Long.numberOfTrailingZeros(i.getWeight())));
        }
        return new QuantileSketch(items);
    }

    /** The sketch of these values, exact up to {@value #K} of them. */
    public static QuantileSketch of(double... values) {
        KllDoublesSketch sketch = KllDoublesSketch.newHeapInstance(K);
        for (double value : values) {
            sketch.update(value);
        }
        return of(sketch);
    }

    /** The sketch of both sets of values together, within the same rank error. */
    public QuantileSketch merge(QuantileSketch other) {
        KllDoublesSketch sketch = KllDoublesSketch.newHeapInstance(K);
        addTo(sketch);
        other.addTo(sketch);
        return of(sketch);
    }

    /** Heaviest first: the sketch then has its levels from the start and compacts as little as possible. */
    private void addTo(KllDoublesSketch sketch) {
        for (int level = MAX_LEVEL; level >= 0; level--) {
            for (int i = 0; i < values.length; i++) {
                if (levels[i] == level) {
                    sketch.update(values[i], 1L << level);
                }
            }
        }
    }

    /** How many values went in. */
    public long count() {
        return values.length == 0 ? 0 : cumulative[values.length - 1];
    }

    /** Whether every value is retained, so that ranks are exact. */
    public boolean exact() {
        return count() == values.length;
    }

    /** The two-sided error of a rank as a share of the count (99% confidence); 0 when exact. */
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
    public double[] values() {
        return values.clone();
    }

    @JsonValue
    String toBase64() {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * ITEM_BYTES);
        for (int i = 0; i < values.length; i++) {
            bytes.put(levels[i]).putDouble(values[i]);
        }
        return Base64.getEncoder().encodeToString(bytes.array());
    }

    /** Profiles come from agents and targets: sizes, levels and numbers are checked. */
    @JsonCreator
    static QuantileSketch fromBase64(String text) {
        byte[] raw = Base64.getDecoder().decode(text);
        if (raw.length % ITEM_BYTES != 0 || raw.length > MAX_ITEMS * ITEM_BYTES) {
            throw new IllegalArgumentException("a sketch of " + raw.length + " bytes cannot be");
        }
        ByteBuffer bytes = ByteBuffer.wrap(raw);
        List<Item> items = new ArrayList<>(raw.length / ITEM_BYTES);
        while (bytes.hasRemaining()) {
            Item item = new Item(0, bytes.get());
            double value = bytes.getDouble();
            if (item.level < 0 || item.level > MAX_LEVEL || !Double.isFinite(value)) {
                throw new IllegalArgumentException("a sketch holds the value " + value + " at level " + item.level);
            }
            items.add(new Item(value, item.level));
        }
        return new QuantileSketch(items);
    }
}
