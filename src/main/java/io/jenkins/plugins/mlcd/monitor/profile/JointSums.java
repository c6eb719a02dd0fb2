package io.jenkins.plugins.mlcd.monitor.profile;

import java.util.Arrays;
import java.util.List;

/** Means and cross products of several numbers while they are gathered, block by block. */
final class JointSums {

    /** Rows that are worked on together: so few that they stay in the nearest cache. */
    private static final int ROWS = 64;

    private final List<String> names;
    private final int size;
    private final double[] mean;
    private final double[] products;
    private final double[] rows;
    private final double[] blockMean;
    private final double[] blockProducts;
    private long count;

    JointSums(List<String> names) {
        this.names = names;
        size = names.size();
        mean = new double[size];
        products = new double[size * size];
        rows = new double[ROWS * size];
        blockMean = new double[size];
        blockProducts = new double[size * size];
    }

    /**
     * Adds {@code length} rows of {@code columns} from {@code first}, all of ordinary numbers.
     *
     * @param means of these rows, one a column
     */
    void addOrdinary(double[][] columns, int first, int length, double[] means) {
        if (size == 0 || length == 0) {
            return;
        }
        System.arraycopy(means, 0, blockMean, 0, size);
        Arrays.fill(blockProducts, 0);
        for (int start = first; start < first + length; start += ROWS) {
            int end = Math.min(start + ROWS, first + length);
            copyCentred(columns, start, end);
            addProducts(end - start);
        }
        merge(length);
    }

    private void copyCentred(double[][] columns, int start, int end) {
        for (int i = 0; i < size; i++) {
            double[] column = columns[i];
            double centre = blockMean[i];
            for (int r = start, at = i; r < end; r++, at += size) {
                rows[at] = column[r] - centre;
            }
        }
    }

    /** As {@link #addOrdinary}; rows in which a number is not ordinary are left out. */
    void addAny(double[][] columns, int first, int length) {
        for (int start = first; start < first + length && size > 0; start += ROWS) {
            int kept = copyOrdinary(columns, start, Math.min(start + ROWS, first + length));
            if (kept > 0) {
                centre(kept);
                Arrays.fill(blockProducts, 0);
                addProducts(kept);
                merge(kept);
            }
        }
    }

    private int copyOrdinary(double[][] columns, int start, int end) {
        int kept = 0;
        for (int r = start; r < end; r++) {
            boolean ordinary = true;
            for (int i = 0; i < size; i++) {
                double value = columns[i][r];
                rows[kept * size + i] = value;
                ordinary &= Math.abs(value) <= NumericProfile.GREATEST;
            }
            kept += ordinary ? 1 : 0;
        }
        return kept;
    }

    private void addProducts(int length) {
        int r = 0;
        for (; r + 3 < length; r += 4) {
            addFour(r * size);
        }
        for (; r < length; r++) {
            addOne(r * size);
        }
    }

    private void centre(int length) {
        Arrays.fill(blockMean, 0);
        for (int r = 0; r < length; r++) {
            for (int i = 0; i < size; i++) {
                blockMean[i] += rows[r * size + i];
            }
        }
        for (int i = 0; i < size; i++) {
            blockMean[i] /= length;
        }
        for (int r = 0; r < length; r++) {
            for (int i = 0; i < size; i++) {
                rows[r * size + i] -= blockMean[i];
            }
        }
    }

    /** Four rows at once: a sum is loaded and stored once for four products. The inner loop is one of vectors. */
    private void addFour(int at) {
        double[] x = rows;
        int n = size;
        for (int i = 0; i < n; i++) {
            double a = x[at + i];
            double b = x[at + n + i];
            double c = x[at + 2 * n + i];
            double d = x[at + 3 * n + i];
            int row = i * n;
            for (int j = i; j < n; j++) {
                blockProducts[row + j] += a * x[at + j] + b * x[at + n + j] + (c * x[at + 2 * n + j] + d * x[at + 3 * n + j]);
            }
        }
    }

    private void addOne(int at) {
        for (int i = 0; i < size; i++) {
            double a = rows[at + i];
            for (int j = i; j < size; j++) {
                blockProducts[i * size + j] += a * rows[at + j];
            }
        }
    }

    private void merge(int length) {
        double total = (double) count + length;
        double weight = count * (length / total);
        for (int i = 0; i < size; i++) {
            double delta = (blockMean[i] - mean[i]) * weight;
            for (int j = i; j < size; j++) {
                products[i * size + j] += blockProducts[i * size + j] + delta * (blockMean[j] - mean[j]);
            }
        }
        for (int i = 0; i < size; i++) {
            mean[i] += (blockMean[i] - mean[i]) * (length / total);
        }
        count += length;
    }

    JointMoments build() {
        double[] triangle = new double[size * (size + 1) / 2];
        int at = 0;
        for (int i = 0; i < size; i++) {
            for (int j = i; j < size; j++) {
                triangle[at++] = count == 0 ? 0 : products[i * size + j] / count;
            }
        }
        return new JointMoments(names, count, mean, triangle);
    }
}
