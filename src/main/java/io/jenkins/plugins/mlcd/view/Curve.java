package io.jenkins.plugins.mlcd.view;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.jenkins.plugins.mlcd.record.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a trial reported, step by step: a row of numbers a report, a column a metric. Only the places of the reports are kept until
 * somebody asks for a number: most curves of a large study are never drawn.
 */
final class Curve {

    private static final int FIRST = 4;

    private String[] metrics = new String[0];
    private int[] steps = new int[FIRST];
    private double[] values = new double[0];
    private int count;

    private final Reports reports;
    private final Dictionary dictionary;
    private long[] unread = new long[FIRST];
    private int unreadCount;

    Curve(Reports reports, Dictionary dictionary) {
        this.reports = reports;
        this.dictionary = dictionary;
    }

    /** Adds the report at that place of the log. */
    void add(long place) {
        if (unreadCount == unread.length) {
            unread = Arrays.copyOf(unread, Math.max(FIRST, 2 * unreadCount));
        }
        unread[unreadCount++] = place;
    }

    private void read() {
        if (unreadCount == 0) {
            return;
        }
        try {
            reports.read(unread, unreadCount, this::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        unread = new long[0];
        unreadCount = 0;
        trim();
    }

    /** Adds a report; a metric that was not reported before, or is not now, is NaN there. */
    private void add(int step, String[] names, double[] numbers) {
        if (!Arrays.equals(metrics, names)) {
            widen(names);
        }
        if (count == steps.length) {
            steps = Arrays.copyOf(steps, Math.max(FIRST, 2 * count));
            values = Arrays.copyOf(values, steps.length * metrics.length);
        }
        steps[count] = step;
        int row = count * metrics.length;
        if (Arrays.equals(metrics, names)) {
            System.arraycopy(numbers, 0, values, row, names.length);
        } else {
            Arrays.fill(values, row, row + metrics.length, Double.NaN);
            for (int i = 0; i < names.length; i++) {
                values[row + column(names[i])] = numbers[i];
            }
        }
        count++;
    }

    private void widen(String[] names) {
        Set<String> all = new LinkedHashSet<>(List.of(metrics));
        all.addAll(List.of(names));
        if (all.size() == metrics.length) {
            return;
        }
        String[] wider = dictionary.names(all.toArray(new String[0]));
        double[] moved = new double[steps.length * wider.length];
        Arrays.fill(moved, Double.NaN);
        for (int row = 0; row < count; row++) {
            System.arraycopy(values, row * metrics.length, moved, row * wider.length, metrics.length);
        }
        metrics = wider;
        values = moved;
    }

    private int column(String metric) {
        for (int i = 0; i < metrics.length; i++) {
            if (metrics[i].equals(metric)) {
                return i;
            }
        }
        return -1;
    }

    String[] metrics() {
        read();
        return metrics;
    }

    int size() {
        return count + unreadCount;
    }

    /** {@code [[step, value], ...]} of a metric, at most about {@code most} points of it, with its extremes. */
    ArrayNode points(String metric, int most) {
        read();
        ArrayNode points = Json.mapper().createArrayNode();
        int column = column(metric);
        if (column < 0) {
            return points;
        }
        BitSet kept = Sampling.extremes(count, row -> values[row * metrics.length + column], most);
        for (int row = kept.nextSetBit(0); row >= 0; row = kept.nextSetBit(row + 1)) {
            double value = values[row * metrics.length + column];
            if (Double.isFinite(value)) {
                ArrayNode point = points.addArray();
                point.add(steps[row]);
                Numbers.add(point, value);
            }
        }
        return points;
    }

    /** Gives back the room that was kept for more reports. */
    void trim() {
        unread = Arrays.copyOf(unread, unreadCount);
        steps = Arrays.copyOf(steps, Math.max(1, count));
        values = Arrays.copyOf(values, steps.length * metrics.length);
    }
}
