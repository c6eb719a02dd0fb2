package io.jenkins.plugins.mlcd.view;

import java.util.BitSet;
import java.util.function.IntToDoubleFunction;

/** Which of many points are drawn when not all can be. */
final class Sampling {

    private Sampling() {}

    /**
     * Of {@code count} points in a row at most {@code most}: first and last, and of each of equally long stretches the lowest and the
     * highest, so that no peak or dip vanishes. All when there are no more.
     *
     * @param most at least 4
     */
    static BitSet extremes(int count, IntToDoubleFunction value, int most) {
        BitSet kept = new BitSet(count);
        if (count <= most) {
            kept.set(0, count);
            return kept;
        }
        int stretches = (most - 2) / 2;
        for (int stretch = 0; stretch < stretches; stretch++) {
            int from = (int) ((long) count * stretch / stretches);
            int to = (int) ((long) count * (stretch + 1) / stretches);
            int low = -1;
            int high = -1;
            for (int i = from; i < to; i++) {
                double v = value.applyAsDouble(i);
                if (!Double.isNaN(v)) {
                    low = low < 0 || v < value.applyAsDouble(low) ? i : low;
                    high = high < 0 || v > value.applyAsDouble(high) ? i : high;
                }
            }
            if (low >= 0) {
                kept.set(low);
                kept.set(high);
            }
        }
        kept.set(0);
        kept.set(count - 1);
        return kept;
    }
}
