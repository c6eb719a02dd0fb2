package io.jenkins.plugins.mlcd.validate;

import io.jenkins.plugins.mlcd.expression.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Which samples a figure is of: all, those of one slice, or each of a family of slices apart.
 *
 * @param conditions that a sample has to meet
 * @param family the column each of whose values makes a group; absent when there is one group only
 */
record Selection(List<Condition> conditions, OptionalInt family) {

    static final Selection ALL = new Selection(List.of(), OptionalInt.empty());

    /** The value that stands for every value. */
    private static final String EVERY = "*";

    record Condition(int column, int code) {}

    /**
     * Reads {@code writer:new}, {@code writer:*}, or several that all have to hold, {@code writer:new&device:pen}.
     *
     * @throws IllegalArgumentException when it is none of these
     */
    static Selection slice(Metric metric, String text, Columns columns) {
        List<Condition> conditions = new ArrayList<>();
        OptionalInt family = OptionalInt.empty();
        for (String part : text.split("&", -1)) {
            int colon = part.indexOf(':');
            if (colon <= 0 || colon == part.length() - 1) {
                throw new IllegalArgumentException("'" + metric + "': write '" + metric.name() + "[slice=field:value]'");
            }
            int column = columns.of(part.substring(0, colon).strip());
            String value = part.substring(colon + 1).strip();
            if (!EVERY.equals(value)) {
                conditions.add(new Condition(column, columns.get(column).values().code(value)));
            } else if (family.isEmpty()) {
                family = OptionalInt.of(column);
            } else {
                throw new IllegalArgumentException("'" + metric + "': only one field of a slice can be '*'");
            }
        }
        return new Selection(List.copyOf(conditions), family);
    }

    /** Reads a class, {@code 7}, or all of them, {@code *}, of the given column. */
    static Selection ofClass(String text, int column, Columns columns) {
        if (column == Columns.PREDICTION) {
            columns.selectByPrediction();
        }
        return EVERY.equals(text)
                ? new Selection(List.of(), OptionalInt.of(column))
                : new Selection(List.of(new Condition(column, columns.get(column).values().code(text))), OptionalInt.empty());
    }

    /** The number of the group that a sample belongs to, 0 when there is one only; -1 for a sample of none. */
    int group(Row row) {
        for (Condition condition : conditions) {
            if (row.code(condition.column()) != condition.code()) {
                return -1;
            }
        }
        return family.isPresent() ? row.code(family.getAsInt()) : 0;
    }
}
