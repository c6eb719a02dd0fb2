package io.jenkins.plugins.mlcd.sweep;

import java.util.Arrays;
import java.util.OptionalDouble;

/** Numbers in order, kept so while they come and go; {@code NaN} counts as one that is worse than all others. Not safe for several threads. */
public final class SortedValues {

    private static final int FIRST_CAPACITY = 16;

    private double[] values = new double[FIRST_CAPACITY];
    private int count;
    private int nans;

    void add(double value) {
        if (Double.isNaN(value)) {
            nans++;
            return;
        }
        if (count == values.length) {
            values = Arrays.copyOf(values, 2 * count);
        }
        int place = place(value);
        System.arraycopy(values, place, values, place + 1, count - place);
        values[place] = value;
        count++;
    }

    /** Takes out a number that was added before. */
    void remove(double value) {
        if (Double.isNaN(value)) {
            nans--;
            return;
        }
        int place = place(value);
        if (place == count || values[place] != value) {
            throw new IllegalArgumentException("there is no " + value);
        }
        System.arraycopy(values, place + 1, values, place, count - place - 1);
        count--;
    }

    /** How many numbers are less than {@code value}: where it would be put. */
    private int place(double value) {
        int low = 0;
        int high = count;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (values[middle] < value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** How many there are, those that are {@code NaN} among them. */
    public int size() {
        return count + nans;
    }

    /**
     * The number at a place in the order from the best.
     *
     * @param place from 1
     * @return empty when there are fewer numbers, or the one there is {@code NaN}
     */
    public OptionalDouble best(Direction direction, int place) {
        if (place < 1 || place > count) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(values[direction == Direction.MAXIMIZE ? count - place : place - 1]);
    }

    /**
     * The number below which a share of all numbers lies, between neighbours by linear interpolation; {@code NaN} does not count.
     *
     * @param share from 0, the smallest, to 1, the largest
     * @return empty when there are none
     */
    public OptionalDouble quantile(double share) {
        if (count == 0) {
            return OptionalDouble.empty();
        }
        double position = share * (count - 1);
        int below = (int) position;
        int above = Math.min(below + 1, count - 1);
        double part = position - below;
        return OptionalDouble.of(values[below] + (part == 0 ? 0 : part * (values[above] - values[below])));
    }
}
