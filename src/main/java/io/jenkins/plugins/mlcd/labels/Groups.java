package io.jenkins.plugins.mlcd.labels;

import io.jenkins.plugins.mlcd.dataset.CaptureRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Which group a captured sample belongs to: its predicted class, and its value of each slice. */
final class Groups {

    /** A column of numbers with more different values is cut at its quartiles. */
    private static final int MOST_VALUES = 8;

    private final Map<String, Function<CaptureRow, String>> slices = new LinkedHashMap<>();

    /** @throws IllegalArgumentException when a slice is no column of the capture */
    Groups(List<CaptureRow> rows, List<String> wanted, InputShape shape) {
        for (String name : wanted) {
            Function<CaptureRow, String> value = column(rows, name, shape);
            slices.put(name, cut(rows, value));
        }
    }

    String of(CaptureRow row) {
        StringBuilder group = new StringBuilder(row.prediction());
        slices.forEach((name, value) -> group.append(", ").append(name).append(' ').append(value.apply(row)));
        return group.toString();
    }

    private static Function<CaptureRow, String> column(List<CaptureRow> rows, String name, InputShape shape) {
        int input = shape.columns().indexOf(name);
        if (name.equals("model")) {
            return CaptureRow::model;
        } else if (input >= 0) {
            return row -> Float.toString(row.values()[input]);
        } else if (rows.stream().anyMatch(row -> row.more().containsKey(name))) {
            return row -> row.more().getOrDefault(name, "");
        }
        throw new IllegalArgumentException("slice '" + name + "' is no column of the capture" + (shape.isImage() ? "" : " or of its inputs"));
    }

    private static Function<CaptureRow, String> cut(List<CaptureRow> rows, Function<CaptureRow, String> value) {
        if (rows.stream().map(value).distinct().limit(MOST_VALUES + 1).count() <= MOST_VALUES) {
            return value;
        }
        double[] sorted = rows.stream().map(value).mapToDouble(Groups::number).sorted().toArray();
        if (Double.isNaN(sorted[sorted.length - 1])) {
            return value; // texts
        }
        List<Double> edges = new ArrayList<>();
        Arrays.asList(1, 2, 3).forEach(quarter -> edges.add(sorted[quarter * (sorted.length - 1) / 4]));
        return row -> {
            double number = number(value.apply(row));
            return "quarter " + (1 + edges.stream().filter(edge -> number > edge).count());
        };
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }
}
