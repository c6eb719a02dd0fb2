package io.jenkins.plugins.mlcd.monitor.profile;

import java.util.Arrays;

/**
 * Sorts blocks of numbers, several times faster than comparisons do: by the {@value #DIGIT} bits from the first one in which they differ, and the
 * {@value #DIGIT} bits below, in two passes of a radix sort, then by insertion, which has little left to do. Keeps its arrays; not safe for use
 * by several threads.
 */
final class BlockSorter {

    private static final int DIGIT = 10;
    private static final int DIGITS = 1 << DIGIT;

    /** Insertions may move each number this often on average; numbers that differ in lower bits only are sorted by comparisons. */
    private static final int PATIENCE = 8;

    private final int[] low = new int[DIGITS];
    private final int[] high = new int[DIGITS];
    private long[] keys = new long[0];
    private long[] spare = new long[0];

    /** Sorts the first {@code size} of {@code values}, none of them NaN, in place. 0 and -0 become 0. */
    void sort(double[] values, int size) {
        if (keys.length < size) {
            keys = new long[size];
            spare = new long[size];
        }
        long all = -1;
        long any = 0;
        for (int i = 0; i < size; i++) {
            long key = ordered(Double.doubleToRawLongBits(values[i] + 0.0));
            keys[i] = key;
            all &= key;
            any |= key;
        }
        radix(size, all ^ any);
        if (!insert(size)) {
            Arrays.sort(keys, 0, size);
        }
        for (int i = 0; i < size; i++) {
            values[i] = Double.longBitsToDouble(ordered(keys[i]));
        }
    }

    /** Bits that compare as the numbers do, and back: those of a negative number are turned round but for the sign. */
    private static long ordered(long bits) {
        return bits ^ ((bits >> 63) >>> 1);
    }

    /** @param differ the bits that are not the same in all keys */
    private void radix(int size, long differ) {
        if (differ == 0) {
            return;
        }
        int shift = Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(differ) - 2 * DIGIT);
        // the sign is the highest bit of a digit only where signs differ: negative numbers come first then
        int flip = differ < 0 ? DIGITS / 2 : 0;
        Arrays.fill(low, 0);
        Arrays.fill(high, 0);
        for (int i = 0; i < size; i++) {
            int digits = (int) (keys[i] >>> shift);
            low[digits & (DIGITS - 1)]++;
            high[digits >>> DIGIT & (DIGITS - 1) ^ flip]++;
        }
        starts(low);
        starts(high);
        for (int i = 0; i < size; i++) {
            spare[low[(int) (keys[i] >>> shift) & (DIGITS - 1)]++] = keys[i];
        }
        for (int i = 0; i < size; i++) {
            keys[high[(int) (spare[i] >>> shift + DIGIT) & (DIGITS - 1) ^ flip]++] = spare[i];
        }
    }

    /** Turns counts into the places where each digit begins. */
    private static void starts(int[] counts) {
        int start = 0;
        for (int digit = 0; digit < DIGITS; digit++) {
            int count = counts[digit];
            counts[digit] = start;
            start += count;
        }
    }

    private boolean insert(int size) {
        int patience = PATIENCE * size;
        for (int i = 1; i < size; i++) {
            long key = keys[i];
            int at = i;
            while (at > 0 && keys[at - 1] > key) {
                keys[at] = keys[at - 1];
                at--;
                patience--;
            }
            keys[at] = key;
            if (patience < 0) {
                return false;
            }
        }
        return true;
    }
}
