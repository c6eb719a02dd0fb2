package io.jenkins.plugins.mlcd.sweep;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * Whole numbers from {@code low} to {@code high}, both included.
 *
 * @param low at least -2^53, and at least 1 on a log scale
 * @param high above {@code low}, at most 2^53
 * @param step distance of neighbours, at least 1; divides {@code high - low}; 1 on a log scale
 * @param log whether equal ratios, not equal differences, are equally likely
 */
public record IntegerRange(long low, long high, long step, boolean log) implements Range {

    /** Above it a double no longer tells neighbours apart. */
    private static final long MAX = 1L << 53;

    public IntegerRange {
        if (Math.max(Math.abs(low), Math.abs(high)) > MAX) {
            throw new IllegalArgumentException("whole numbers of a range lie within -2^53 and 2^53");
        }
        RangeParser.requireOrder(low, high, low + ".." + high);
        if (step < 1) {
            throw new IllegalArgumentException("step " + step + " must be above 0");
        }
        if ((high - low) % step != 0) {
            throw new IllegalArgumentException("step " + step + " does not divide the range " + low + ".." + high);
        }
        if (log && low < 1) {
            throw new IllegalArgumentException("a log range starts above 0, but low is " + low);
        }
        if (log && step != 1) {
            throw new IllegalArgumentException("a range has a step or a log scale, not both");
        }
    }

    @Override
    public OptionalLong size() {
        return OptionalLong.of(count());
    }

    @Override
    public Object value(long index) {
        return low + index * step;
    }

    private long count() {
        return (high - low) / step + 1;
    }

    @Override
    public Object at(double position) {
        if (log) {
            double from = Math.log(low - 0.5);
            double to = Math.log(high + 0.5);
            return Math.max(low, Math.min(high, Math.round(Math.exp(from + position * (to - from)))));
        }
        return value(Math.min(count() - 1, (long) (position * count())));
    }

    @Override
    public OptionalDouble position(Object value) {
        if (!(value instanceof Long number) || number < low || number > high || (number - low) % step != 0) {
            return OptionalDouble.empty();
        }
        if (log) {
            double from = Math.log(low - 0.5);
            double middle = (Math.log(number - 0.5) + Math.log(number + 0.5)) / 2;
            return OptionalDouble.of((middle - from) / (Math.log(high + 0.5) - from));
        }
        return OptionalDouble.of(((number - low) / step + 0.5) / count());
    }

    @Override
    public String text() {
        return low + ".." + high + (log ? " log" : "") + (step == 1 ? "" : " step " + step);
    }
}
