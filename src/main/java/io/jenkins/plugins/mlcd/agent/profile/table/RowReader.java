package io.jenkins.plugins.mlcd.agent.profile.table;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads a table row by row. Errors are one sentence that names the file and, where it is one, the row. */
interface RowReader extends AutoCloseable {

    /** In place of what is no value, such as a list. */
    record Unfit(String what) {}

    /**
     * One row.
     *
     * @param cells one a column: a {@link Double}, a {@link String}, an {@link Unfit}, or null where nothing stands
     * @param where the row in its file, such as {@code line 7}
     */
    record Row(Object[] cells, String where) {}

    /** Names of the columns in their order, all different, at least one. */
    List<String> columns();

    /** Whether numbers may come as text, so that it is the content that tells which columns are numbers. */
    boolean numbersAreText();

    /** The next row; empty at the end. */
    Optional<Row> next() throws IOException;

    @Override
    void close() throws IOException;

    /**
     * Opens a file by what its name ends with, or by {@code format}.
     *
     * @param format {@code csv}, {@code jsonl} or {@code parquet}
     */
    static RowReader open(Path file, Optional<String> format) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException(file + " is no file");
        }
        if (Files.size(file) == 0) {
            throw new IOException(file + " is empty");
        }
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        String kind = format.orElse(name.substring(name.lastIndexOf('.') + 1));
        return switch (kind) {
            case "csv" -> new CsvRows(file);
            case "jsonl", "ndjson" -> new JsonRows(file);
            case "parquet" -> new ParquetRows(file);
            default -> throw new IOException(file + " must end with .csv, .jsonl or .parquet, or --format must say which of them it is");
        };
    }

    /** Checks names of columns; for readers. */
    static List<String> requireDifferent(Path file, List<String> names) throws IOException {
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (name.isBlank() || !seen.add(name)) {
                throw new IOException(file + (name.isBlank() ? " has a column without a name" : " has two columns '" + name + "'"));
            }
        }
        return List.copyOf(names);
    }
}
