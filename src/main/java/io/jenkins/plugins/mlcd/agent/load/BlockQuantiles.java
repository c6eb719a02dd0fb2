package io.jenkins.plugins.mlcd.agent.load;

import java.util.List;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/** Quantiles of several blocks together, each counted as often as is asked: the blocks' counts on one grid of values. */
final class BlockQuantiles {

    private final double[] values;
    private final long[][] counts;

    BlockQuantiles(List<Histogram> blocks) {
        TreeMap<Long, Integer> grid = new TreeMap<>();
        blocks.forEach(block -> block.recordedValues().forEach(value -> grid.put(value.getValueIteratedTo(), 0)));
        values = grid.keySet().stream().mapToDouble(Long::doubleValue).toArray();
        int index = 0;
        for (var entry : grid.entrySet()) {
            entry.setValue(index++);
        }
        counts = new long[blocks.size()][values.length];
        for (int i = 0; i < counts.length; i++) {
            long[] row = counts[i];
            blocks.get(i).recordedValues().forEach(value -> row[grid.get(value.getValueIteratedTo())] = value.getCountAtValueIteratedTo());
        }
    }

    long total() {
        long total = 0;
        for (long[] row : counts) {
            for (long count : row) {
                total += count;
            }
        }
        return total;
    }

    /** The smallest value that a share {@code q} of the measurements is at most; NaN when there is none. */
    double quantile(double q, int[] times) {
        long[] sum = new long[values.length];
        long total = 0;
        for (int i = 0; i < times.length; i++) {
            for (int j = 0; times[i] > 0 && j < sum.length; j++) {
                sum[j] += times[i] * counts[i][j];
                total += times[i] * counts[i][j];
            }
        }
        long rank = Math.max(1, (long) Math.ceil(q * total));
        long seen = 0;
        for (int j = 0; j < sum.length; j++) {
            seen += sum[j];
            if (seen >= rank) {
                return values[j];
            }
        }
        return Double.NaN;
    }
}
