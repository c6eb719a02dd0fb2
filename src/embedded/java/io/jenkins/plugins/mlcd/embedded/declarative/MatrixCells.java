package io.jenkins.plugins.mlcd.embedded.declarative;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The cells of a matrix: every combination of axis values that no {@code exclude} names. */
final class MatrixCells {

    /**
     * Values that an axis of an {@code exclude} means.
     *
     * @param values as written
     * @param inverted written with {@code notValues}: all but these
     */
    record Exclusion(List<String> values, boolean inverted) {
        boolean covers(String value) {
            return values.contains(value) != inverted;
        }
    }

    private MatrixCells() {}

    /**
     * @param axes values by axis name, in the order written; the last axis changes fastest
     * @param excludes each excludes the cells that it covers on all its axes
     */
    static List<Map<String, String>> of(Map<String, List<String>> axes, List<Map<String, Exclusion>> excludes) {
        List<Map<String, String>> cells = new ArrayList<>();
        cells.add(new LinkedHashMap<>());
        for (Map.Entry<String, List<String>> axis : axes.entrySet()) {
            List<Map<String, String>> wider = new ArrayList<>();
            for (Map<String, String> cell : cells) {
                for (String value : axis.getValue()) {
                    Map<String, String> next = new LinkedHashMap<>(cell);
                    next.put(axis.getKey(), value);
                    wider.add(next);
                }
            }
            cells = wider;
        }
        cells.removeIf(cell -> excludes.stream().anyMatch(exclude -> covers(exclude, cell)));
        return cells;
    }

    private static boolean covers(Map<String, Exclusion> exclude, Map<String, String> cell) {
        return !exclude.isEmpty()
                && exclude.entrySet().stream().allMatch(axis -> axis.getValue().covers(cell.getOrDefault(axis.getKey(), "")));
    }

    /** {@code WORKER=1, OS=linux}. */
    static String name(Map<String, String> cell) {
        return cell.entrySet().stream().map(axis -> axis.getKey() + "=" + axis.getValue()).collect(Collectors.joining(", "));
    }
}
