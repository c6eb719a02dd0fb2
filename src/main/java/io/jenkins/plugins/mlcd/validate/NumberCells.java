package io.jenkins.plugins.mlcd.validate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Counts samples by a number, exactly for up to {@value #MAX_CELLS} different ones. When there are more, as many low bits of the numbers
 * are dropped as are needed: neighbours then share a cell. The result does not depend on the order of the samples.
 */
final class NumberCells {

    static final int MAX_CELLS = 1 << 14;

    private static final int SLOTS = 4 * MAX_CELLS;

    private int shift;
    private int used;
    private long[] keys = new long[SLOTS];
    private long[] counts = new long[Cell.FIGURES * SLOTS];

    /** Numbers from {@code from} until before {@code to}, and what was counted of them. */
    record Bin(double from, double to, Cell cell) {}

    void add(double value, int right, int baselineRight) {
        add(key(value) >> shift, 1, right, baselineRight);
        while (used > MAX_CELLS) {
            coarsen();
        }
    }

    private void add(long key, long samples, long right, long baselineRight) {
        int slot = (int) (key * 0x9E3779B97F4A7C15L >>> 32) & SLOTS - 1;
        while (counts[Cell.FIGURES * slot] != 0 && keys[slot] != key) {
            slot = slot + 1 & SLOTS - 1;
        }
        if (counts[Cell.FIGURES * slot] == 0) {
            keys[slot] = key;
            used++;
        }
        Cell.add(counts, slot, samples, right, baselineRight);
    }

    private void coarsen() {
        long[] oldKeys = keys;
        long[] old = counts;
        keys = new long[SLOTS];
        counts = new long[Cell.FIGURES * SLOTS];
        used = 0;
        shift++;
        for (int slot = 0; slot < SLOTS; slot++) {
            Cell cell = Cell.of(old, slot);
            if (cell.samples() > 0) {
                add(oldKeys[slot] >> 1, cell.samples(), cell.right(), cell.baselineRight());
            }
        }
    }

    /** At most {@code wanted} bins that hold about equally many samples, in rising order. */
    List<Bin> bins(int wanted) {
        int[] slots = IntStream.range(0, SLOTS)
                .filter(slot -> counts[Cell.FIGURES * slot] != 0)
                .boxed()
                .sorted((a, b) -> Long.compare(keys[a], keys[b]))
                .mapToInt(Integer::intValue)
                .toArray();
        long total = Arrays.stream(slots).mapToLong(slot -> counts[Cell.FIGURES * slot]).sum();
        List<Bin> bins = new ArrayList<>();
        Cell open = Cell.NONE;
        long before = 0;
        int first = 0;
        for (int i = 0; i < slots.length; i++) {
            open = open.plus(Cell.of(counts, slots[i]));
            boolean last = i == slots.length - 1;
            if (last || (before + open.samples()) * wanted >= total * (bins.size() + 1L)) {
                double to = last ? Double.POSITIVE_INFINITY : value(keys[slots[i + 1]]);
                bins.add(new Bin(bins.isEmpty() ? Double.NEGATIVE_INFINITY : value(keys[slots[first]]), to, open));
                before += open.samples();
                open = Cell.NONE;
                first = i + 1;
            }
        }
        return bins;
    }

    /** Keys rise with their numbers. */
    private static long key(double value) {
        long bits = Double.doubleToLongBits(value + 0.0);
        return bits ^ bits >> 63 & Long.MAX_VALUE;
    }

    private double value(long key) {
        long bits = key << shift;
        return Double.longBitsToDouble(bits ^ bits >> 63 & Long.MAX_VALUE);
    }
}
