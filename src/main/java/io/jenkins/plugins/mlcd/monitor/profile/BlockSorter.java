package io.jenkins.plugins.mlcd.monitor.profile;

import java.util.Arrays;

/**
 * Sorts blocks of numbers, several times faster than comparisons do: by the upper half of their bits in four passes of a radix sort, then by
 * insertion, which has little left to do. Keeps its arrays; not safe for use by several threads.
 */
final class BlockSorter {

    private static final int DIGIT = 8;
    private static final int DIGITS = 1 << DIGIT;
    private static final int PASSES = 4;
    private static final int LOWEST = Long.SIZE - PASSES * DIGIT;

    /** Insertions may move each number this often on average; numbers that differ in lower bits only are sorted by comparisons. */
    private static final int PATIENCE = 8;

    private final int[][] counts = new int[PASSES][DIGITS];
    private long[] keys = new long[0];
    private long[] spare = new long[0];

    /** Sorts the first {@code size} of {@code values}, none of them NaN, in place. 0 and -0 become 0. */
    void sort(double[] values, int size) {
        if (keys.length < size) {
            keys = new long[size];
            spare = new long[size];
        }
        for (int i = 0; i < size; i++) {
            keys[i] = ordered(Double.doubleToRawLongBits(values[i] + 0.0));
        }
        radix(size);
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

    private void radix(int size) {
        count(size);
        for (int pass = 0; pass < PASSES; pass++) {
            int[] next = counts[pass];
            int shift = LOWEST + pass * DIGIT;
            int flip = pass == PASSES - 1 ? DIGITS / 2 : 0;
            if (!starts(next, size)) {
                continue; // all have the same digit
            }
            for (int i = 0; i < size; i++) {
                long key = keys[i];
                spare[next[(int) (key >>> shift) & (DIGITS - 1) ^ flip]++] = key;
            }
            long[] sorted = spare;
            spare = keys;
            keys = sorted;
        }
    }

    /** The sign is in the highest digit: negative numbers come first. */
    private void count(int size) {
        for (int[] digit : counts) {
            Arrays.fill(digit, 0);
        }
        int[] c0 = counts[0];
        int[] c1 = counts[1];
        int[] c2 = counts[2];
        int[] c3 = counts[3];
        for (int i = 0; i < size; i++) {
            int upper = (int) (keys[i] >>> LOWEST);
            c0[upper & (DIGITS - 1)]++;
            c1[upper >>> DIGIT & (DIGITS - 1)]++;
            c2[upper >>> 2 * DIGIT & (DIGITS - 1)]++;
            c3[upper >>> 3 * DIGIT ^ DIGITS / 2]++;
        }
    }

    /** Turns counts into the places where each digit begins; false when all numbers have the same. */
    private static boolean starts(int[] counts, int size) {
        int start = 0;
        for (int digit = 0; digit < DIGITS; digit++) {
            int count = counts[digit];
            if (count == size) {
                return false;
            }
            counts[digit] = start;
            start += count;
        }
        return true;
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
