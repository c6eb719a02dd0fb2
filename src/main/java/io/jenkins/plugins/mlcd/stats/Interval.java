package io.jenkins.plugins.mlcd.stats;

/**
 * A closed interval of a figure that samples estimate.
 *
 * @param low its lower end, at most {@code high}; may be minus infinity
 * @param high its upper end; may be infinity
 */
public record Interval(double low, double high) {

    /** @throws IllegalArgumentException when an end is NaN or the ends are in the wrong order */
    public Interval {
        if (!(low <= high)) {
            throw new IllegalArgumentException("an interval needs low <= high, but has " + low + " and " + high);
        }
    }

    public double width() {
        return high - low;
    }

    public boolean contains(double value) {
        return low <= value && value <= high;
    }
}
