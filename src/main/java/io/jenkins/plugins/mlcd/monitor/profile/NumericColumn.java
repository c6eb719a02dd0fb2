package io.jenkins.plugins.mlcd.monitor.profile;

import org.apache.datasketches.kll.KllDoublesSketch;

/** One numeric feature while it is gathered, block by block. */
final class NumericColumn {

    private final KllDoublesSketch sketch = KllDoublesSketch.newHeapInstance(QuantileSketch.K);
    private final byte[] registers = new byte[DistinctSketch.REGISTERS];
    private long count;
    private long missing;
    private long extreme;
    private double mean;
    private double squares;

    /** Adds the first {@code size} of {@code values}, and leaves them as they are; tells whether all are ordinary numbers. */
    boolean add(double[] values, int size) {
        int ordinary = 0;
        for (int i = 0; i < size; i++) {
            ordinary += Math.abs(values[i]) <= NumericProfile.GREATEST ? 1 : 0;
        }
        if (ordinary == size) {
            addOrdinary(values, size);
            return true;
        }
        addOrdinary(ordinary(values, size), ordinary);
        return false;
    }

    /** NaN, which compares with nothing, is missing. */
    private double[] ordinary(double[] values, int size) {
        double[] kept = new double[size];
        int next = 0;
        for (int i = 0; i < size; i++) {
            if (Math.abs(values[i]) <= NumericProfile.GREATEST) {
                kept[next++] = values[i];
            } else if (Double.isNaN(values[i])) {
                missing++;
            } else {
                extreme++;
            }
        }
        return kept;
    }

    private void addOrdinary(double[] values, int size) {
        if (size == 0) {
            return;
        }
        addMoments(values, size);
        for (int i = 0; i < size; i++) {
            DistinctSketch.update(registers, Hashes.of(values[i]));
        }
        sketch.update(values, 0, size);
    }

    /** Mean and squares of the block in two passes, then added to those before it (Chan, Golub, LeVeque 1979). */
    private void addMoments(double[] values, int size) {
        double blockMean = sum(values, size, 0) / size;
        double blockSquares = squares(values, size, blockMean);
        double delta = blockMean - mean;
        double total = (double) count + size;
        mean += delta * (size / total);
        squares += blockSquares + delta * delta * count * (size / total);
        count += size;
    }

    /** Four sums, so that an addition need not wait for the one before it. */
    private static double sum(double[] values, int size, double shift) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int i = 0;
        for (; i + 3 < size; i += 4) {
            s0 += values[i] - shift;
            s1 += values[i + 1] - shift;
            s2 += values[i + 2] - shift;
            s3 += values[i + 3] - shift;
        }
        for (; i < size; i++) {
            s0 += values[i] - shift;
        }
        return s0 + s1 + (s2 + s3);
    }

    private static double squares(double[] values, int size, double mean) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int i = 0;
        for (; i + 3 < size; i += 4) {
            double a = values[i] - mean;
            double b = values[i + 1] - mean;
            double c = values[i + 2] - mean;
            double d = values[i + 3] - mean;
            s0 += a * a;
            s1 += b * b;
            s2 += c * c;
            s3 += d * d;
        }
        for (; i < size; i++) {
            s0 += (values[i] - mean) * (values[i] - mean);
        }
        return s0 + s1 + (s2 + s3);
    }

    long count() {
        return count;
    }

    NumericProfile build() {
        QuantileSketch quantiles = QuantileSketch.of(sketch);
        boolean any = count > 0;
        return new NumericProfile(
                count, missing, extreme, any ? mean : 0, any ? squares / count : 0, any ? sketch.getMinItem() : 0, any ? sketch.getMaxItem() : 0,
                quantiles, DistinctSketch.of(registers));
    }
}
