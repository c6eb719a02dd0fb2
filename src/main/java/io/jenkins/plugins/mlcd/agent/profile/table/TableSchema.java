package io.jenkins.plugins.mlcd.agent.profile.table;

import io.jenkins.plugins.mlcd.monitor.profile.Profile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Which columns of a table are numeric features and which categorical ones.
 *
 * @param numeric in the order of the table
 * @param categorical in the order of the table
 */
record TableSchema(List<String> numeric, List<String> categorical) {

    TableSchema {
        numeric = List.copyOf(numeric);
        categorical = List.copyOf(categorical);
        if (numeric.size() > Profile.MAX_FEATURES || categorical.size() > Profile.MAX_FEATURES) {
            throw new IllegalArgumentException(numeric.size() + " numeric and " + categorical.size() + " categorical columns are more than the "
                    + Profile.MAX_FEATURES + " of each that a profile has; name some in --ignore");
        }
    }

    /**
     * By content: a column is numeric when each of its values in {@code first} is a number, and categorical otherwise.
     *
     * @param textNumbers whether a number may come as text
     */
    static TableSchema byContent(List<String> columns, ColumnRoles roles, List<RowReader.Row> first, boolean textNumbers) {
        List<String> numeric = new ArrayList<>();
        List<String> categorical = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            String column = columns.get(i);
            if (roles.isFeature(column)) {
                boolean number = roles.numeric().contains(column) || !roles.categorical().contains(column) && numbers(first, i, textNumbers);
                (number ? numeric : categorical).add(column);
            }
        }
        return new TableSchema(numeric, categorical);
    }

    private static boolean numbers(List<RowReader.Row> rows, int column, boolean textNumbers) {
        return rows.stream().map(row -> row.cells()[column]).allMatch(cell -> {
            OptionalDouble number = textNumbers || !(cell instanceof String) ? Cells.number(cell) : OptionalDouble.empty();
            return number.isPresent() || Cells.missing(cell);
        });
    }

    /** By an earlier profile: its features. Other columns are left out. */
    static TableSchema of(Profile profile) {
        return new TableSchema(
                profile.features().keySet().stream().filter(name -> !name.equals(Profile.CONFIDENCE)).toList(),
                List.copyOf(profile.categories().keySet()));
    }

    /** @throws IOException when a feature is not among the columns */
    void requireIn(List<String> columns) throws IOException {
        for (List<String> names : List.of(numeric, categorical)) {
            for (String name : names) {
                if (!columns.contains(name)) {
                    throw new IOException("there is no column '" + name + "', which the schema has, but " + String.join(", ", columns));
                }
            }
        }
    }
}
