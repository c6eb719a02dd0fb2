package io.jenkins.plugins.mlcd.agent.profile.table;

import io.jenkins.plugins.mlcd.monitor.profile.ProfileBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Adds the rows of one table to the profiles of its windows. */
final class Rows {

    private final Path file;
    private final List<String> columns;
    private final ColumnRoles roles;
    private final ProfileWindow windows;
    private final int[] numeric;
    private final int[] categorical;

    Rows(Path file, List<String> columns, ColumnRoles roles, TableSchema schema, ProfileWindow windows) {
        this.file = file;
        this.columns = columns;
        this.roles = roles;
        this.windows = windows;
        numeric = schema.numeric().stream().mapToInt(columns::indexOf).toArray();
        categorical = schema.categorical().stream().mapToInt(columns::indexOf).toArray();
    }

    void add(RowReader.Row row) throws IOException {
        double[] numbers = new double[numeric.length];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = number(row, numeric[i], "name it in --categorical if it holds names");
        }
        String[] names = new String[categorical.length];
        for (int i = 0; i < names.length; i++) {
            names[i] = name(row, categorical[i]);
        }
        Optional<Instant> at = roles.time().isEmpty() ? Optional.empty() : Optional.of(time(row));
        ProfileBuilder profile = windows.at(at, file + " " + row.where());
        String prediction = role(row, roles.prediction());
        double confidence = confidence(row);
        profile.add(numbers, names, prediction, confidence);
        String label = role(row, roles.label());
        if (label != null) {
            profile.addLabel(prediction, confidence, label);
        }
        for (String field : roles.slices()) {
            slice(profile, field, name(row, columns.indexOf(field)), prediction, label);
        }
    }

    private static void slice(ProfileBuilder profile, String field, String value, String prediction, String label) {
        if (value != null && prediction != null) {
            profile.addSlice(field, value, prediction);
            if (label != null) {
                profile.addSliceLabel(field, value, prediction.equals(label));
            }
        }
    }

    private Instant time(RowReader.Row row) throws IOException {
        int column = columns.indexOf(roles.time().orElseThrow());
        return Cells.time(row.cells()[column], at(row, column));
    }

    private double confidence(RowReader.Row row) throws IOException {
        if (roles.confidence().isEmpty()) {
            return Double.NaN;
        }
        int column = columns.indexOf(roles.confidence().get());
        double value = number(row, column, "a confidence is one");
        if (value < 0 || value > 1) {
            throw new IOException(at(row, column) + " must be a confidence from 0 to 1, but is " + value);
        }
        return value;
    }

    private String role(RowReader.Row row, Optional<String> column) throws IOException {
        return column.isEmpty() ? null : name(row, columns.indexOf(column.get()));
    }

    private double number(RowReader.Row row, int column, String hint) throws IOException {
        Object cell = fit(row, column);
        OptionalDouble number = Cells.number(cell);
        if (number.isEmpty()) {
            throw new IOException(at(row, column) + " is no number, but '" + cell + "'; " + hint);
        }
        return number.getAsDouble();
    }

    private String name(RowReader.Row row, int column) throws IOException {
        return Cells.name(fit(row, column));
    }

    private Object fit(RowReader.Row row, int column) throws IOException {
        if (row.cells()[column] instanceof RowReader.Unfit unfit) {
            throw new IOException(at(row, column) + " holds " + unfit.what()
                    + "; only numbers, texts, truth values and times can be profiled, so name it in --ignore");
        }
        return row.cells()[column];
    }

    private String at(RowReader.Row row, int column) {
        return file + " " + row.where() + ": '" + columns.get(column) + "'";
    }
}
