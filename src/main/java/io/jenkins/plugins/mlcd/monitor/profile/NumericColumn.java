package io.jenkins.plugins.mlcd.monitor.profile;

/** One numeric feature while it is gathered, block by block. */
final class NumericColumn {

    private final QuantileColumn quantiles;
    private final BlockSorter sorter;
    private final byte[] registers = new byte[DistinctSketch.REGISTERS];
    private final double[] block;
    private long count;
    private long missing;
    private long extreme;
    private double mean;
    private double blockMean;
    private double squares;
    private double min;
    private double max;

    /**
     * @param sorter works for all columns of a builder
     * @param block the array of a block that all columns of a builder work in
     */
    NumericColumn(BlockSorter sorter, double[] block, long seed) {
        this.sorter = sorter;
        this.block = block;
        quantiles = new QuantileColumn(seed);
    }

    /** Adds {@code size} of {@code values} from {@code start} and leaves them as they are; tells whether all are ordinary numbers. */
    boolean add(double[] values, int start, int size) {
        int kept = 0;
        for (int i = start; i < start + size; i++) {
            block[kept] = values[i];
            kept += Math.abs(values[i]) <= NumericProfile.GREATEST ? 1 : 0;
        }
        if (kept < size) {
            countOthers(values, start, size);
        }
        if (kept > 0) {
            addMoments(kept);
            sorter.sort(block, kept);
            addSorted(kept);
        }
        return kept == size;
    }

    private void countOthers(double[] values, int start, int size) {
        for (int i = start; i < start + size; i++) {
            if (Double.isNaN(values[i])) {
                missing++;
            } else if (!(Math.abs(values[i]) <= NumericProfile.GREATEST)) {
                extreme++;
            }
        }
    }

    /** Equal values are neighbours: each different one is entered once. */
    private void addSorted(int size) {
        double before = Double.NaN;
        for (int i = 0; i < size; i++) {
            if (block[i] != before) {
                before = block[i];
                DistinctSketch.update(registers, Hashes.of(before));
            }
        }
        min = count == size ? block[0] : Math.min(min, block[0]);
        max = count == size ? block[size - 1] : Math.max(max, block[size - 1]);
        quantiles.add(block, size);
    }

    /** Mean and squares of the block in two passes, then added to those before it (Chan, Golub, LeVeque 1979). */
    private void addMoments(int size) {
        blockMean = sum(block, size) / size;
        double blockSquares = squares(block, size, blockMean);
        double delta = blockMean - mean;
        double total = (double) count + size;
        mean += delta * (size / total);
        squares += blockSquares + delta * delta * count * (size / total);
        count += size;
    }

    /** Four sums, so that an addition need not wait for the one before it. */
    private static double sum(double[] values, int size) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int i = 0;
        for (; i + 3 < size; i += 4) {
            s0 += values[i];
            s1 += values[i + 1];
            s2 += values[i + 2];
            s3 += values[i + 3];
        }
        for (; i < size; i++) {
            s0 += values[i];
        }
        return s0 + s1 + (s2 + s3);
    }

    private static double squares(double[] values, int size, double mean) {
        double s0 = 0;
        double s1 = 0;
        int i = 0;
        for (; i + 1 < size; i += 2) {
            double a = values[i] - mean;
            double b = values[i + 1] - mean;
            s0 += a * a;
            s1 += b * b;
        }
        for (; i < size; i++) {
            s0 += (values[i] - mean) * (values[i] - mean);
        }
        return s0 + s1;
    }

    long count() {
        return count;
    }

    /** Mean of the ordinary numbers that were added last. */
    double blockMean() {
        return blockMean;
    }

    NumericProfile build() {
        return new NumericProfile(
                count, missing, extreme, mean, count == 0 ? 0 : squares / count, min, max, quantiles.build(min, max), DistinctSketch.of(registers));
    }
}
