package io.jenkins.plugins.mlcd.sweep;

import java.util.List;

/** The parameters of a space as the coordinates of a density: which have an order, and how wide one value is. */
final class Axes {

    private final SearchSpace space;
    private final List<Range> ranges;

    Axes(SearchSpace space) {
        this.space = space;
        this.ranges = List.copyOf(space.parameters().values());
    }

    int count() {
        return ranges.size();
    }

    /** Whether the values of an axis have no order. */
    boolean categorical(int axis) {
        return ranges.get(axis) instanceof Choices;
    }

    /** How many values a categorical axis has. */
    int choices(int axis) {
        return (int) ranges.get(axis).size().getAsLong();
    }

    /** The length of the positions that are the same value as {@code position}; 0 on a continuous axis. */
    double width(int axis, double position) {
        Range range = ranges.get(axis);
        if (range instanceof IntegerRange integers && integers.log()) {
            long value = (Long) integers.at(position);
            return Math.log((value + 0.5) / (value - 0.5)) / Math.log((integers.high() + 0.5) / (integers.low() - 0.5));
        }
        return range.size().isPresent() ? 1.0 / range.size().getAsLong() : 0;
    }

    /** Moves each position to the middle of its value. */
    double[] snap(double[] positions) {
        return space.positions(space.at(positions)).orElse(positions);
    }
}
