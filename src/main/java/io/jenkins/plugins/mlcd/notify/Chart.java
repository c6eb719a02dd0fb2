package io.jenkins.plugins.mlcd.notify;

import java.util.List;
import java.util.Locale;

/**
 * A small picture of figures over time.
 *
 * @param title above it
 * @param points in the order of time
 * @param steps whether a figure holds until the next one, as a traffic weight does
 * @param unit behind figures, such as {@code %}, or nothing
 */
public record Chart(String title, List<Point> points, boolean steps, String unit) {

    private static final int MOST = 1_000;

    /** @param seconds since the first point */
    public record Point(double seconds, double value) {
        public Point {
            if (!Double.isFinite(seconds) || !Double.isFinite(value)) {
                throw new IllegalArgumentException("a point must be finite, but is " + seconds + ", " + value);
            }
        }
    }

    /** @throws IllegalArgumentException when there are no points, or too many to see */
    public Chart {
        points = List.copyOf(points);
        if (points.isEmpty() || points.size() > MOST) {
            throw new IllegalArgumentException("a chart needs 1 to " + MOST + " points, but got " + points.size());
        }
    }

    public double least() {
        return points.stream().mapToDouble(Point::value).min().orElseThrow();
    }

    public double most() {
        return points.stream().mapToDouble(Point::value).max().orElseThrow();
    }

    public double seconds() {
        return points.stream().mapToDouble(Point::seconds).max().orElseThrow();
    }

    /** The same in words, for those who see no pictures. */
    public String words() {
        return title + ": " + number(points.get(0).value()) + " to " + number(points.get(points.size() - 1).value()) + " in " + Math.round(seconds()) + " s, between "
                + number(least()) + " and " + number(most());
    }

    String number(double value) {
        String text = value == Math.rint(value) && Math.abs(value) < 1e9 ? Long.toString((long) value) : String.format(Locale.ROOT, "%.3g", value);
        return unit.isEmpty() ? text : text + " " + unit;
    }
}
