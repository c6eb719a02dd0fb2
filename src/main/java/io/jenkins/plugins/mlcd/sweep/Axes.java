package io.jenkins.plugins.mlcd.sweep;

import java.util.List;

/** The parameters of a space as the coordinates of a density: which have an order, and how wide one value is. */
final class Axes {

    private final List<Range> ranges;
    private final boolean[] categorical;

    /** {@code NaN} where it depends on the position. */
    private final double[] width;

    Axes(SearchSpace space) {
        this.ranges = List.copyOf(space.parameters().values());
        this.categorical = new boolean[ranges.size()];
        this.width = new double[ranges.size()];
        for (int axis = 0; axis < categorical.length; axis++) {
            categorical[axis] = ranges.get(axis) instanceof Choices;
            width[axis] = fixedWidth(ranges.get(axis));
        }
    }

    int count() {
        return ranges.size();
    }

    /** Whether the values of an axis have no order. */
    boolean categorical(int axis) {
        return categorical[axis];
    }

    /** How many values a categorical axis has. */
    int choices(int axis) {
        return (int) ranges.get(axis).size().getAsLong();
    }

    /** The length of the positions that are the same value as {@code position}; 0 on a continuous axis. */
    double width(int axis, double position) {
        return Double.isNaN(width[axis]) ? logWidth((IntegerRange) ranges.get(axis), position) : width[axis];
    }

    private static double logWidth(IntegerRange range, double position) {
        long value = (Long) range.at(position);
        return Math.log((value + 0.5) / (value - 0.5)) / Math.log((range.high() + 0.5) / (range.low() - 0.5));
    }

    private static double fixedWidth(Range range) {
        if (range instanceof IntegerRange integers && integers.log()) {
            return Double.NaN;
        }
        return range.size().isPresent() ? 1.0 / range.size().getAsLong() : 0;
    }

    /** The middle of the positions that are the same value as {@code position}. */
    double middle(int axis, double position) {
        Range range = ranges.get(axis);
        return width[axis] == 0 ? position : range.position(range.at(position)).orElse(position);
    }
}
