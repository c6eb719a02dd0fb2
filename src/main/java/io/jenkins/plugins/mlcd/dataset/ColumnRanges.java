package io.jenkins.plugins.mlcd.dataset;

import java.io.Serializable;
import java.util.Arrays;
import java.util.BitSet;

/**
 * What the values of each column were.
 *
 * @param low the smallest value of each column, 0..255
 * @param high the largest, 0..255
 * @param graded the columns that have values other than 0 and 255; the others are flags
 */
public record ColumnRanges(byte[] low, byte[] high, BitSet graded) implements Serializable {

    private static final long serialVersionUID = 1L;

    int columns() {
        return low.length;
    }

    /** How many of a sample's values lie outside of their column's range. */
    int outside(byte[] values) {
        int outside = 0;
        for (int i = 0; i < values.length; i++) {
            int value = values[i] & 0xff;
            outside += value < (low[i] & 0xff) || value > (high[i] & 0xff) ? 1 : 0;
        }
        return outside;
    }

    /** How many columns were flags here and are none in {@code other}. A column that was constant was no flag. */
    int regraded(ColumnRanges other) {
        int changed = 0;
        for (int i = 0; i < columns(); i++) {
            boolean flag = low[i] == 0 && (high[i] & 0xff) == 255 && !graded.get(i);
            changed += flag && other.graded.get(i) ? 1 : 0;
        }
        return changed;
    }

    boolean sameAs(ColumnRanges other) {
        return Arrays.equals(low, other.low) && Arrays.equals(high, other.high) && graded.equals(other.graded);
    }
}
