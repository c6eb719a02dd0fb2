package io.jenkins.plugins.mlcd.agent.profile.table;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/** A Parquet file, read by DuckDB row by row. Numbers are numbers; texts, truth values and times are text. */
final class ParquetRows implements RowReader {

    private final Path file;
    private final Connection connection;
    private final PreparedStatement statement;
    private final ResultSet rows;
    private final List<String> columns;
    private long row;

    ParquetRows(Path file) throws IOException {
        this.file = file;
        try {
            Properties streamed = new Properties();
            streamed.setProperty("jdbc_stream_results", "true");
            streamed.setProperty("autoinstall_known_extensions", "false"); // it fetches nothing
            connection = DriverManager.getConnection("jdbc:duckdb:", streamed);
        } catch (SQLException e) {
            throw failure(e);
        }
        try {
            statement = connection.prepareStatement("SELECT * FROM read_parquet('" + literal(file) + "')");
            rows = statement.executeQuery();
            columns = RowReader.requireDifferent(file, names(rows.getMetaData()));
        } catch (SQLException e) {
            closeQuietly();
            throw failure(e);
        } catch (IOException e) {
            closeQuietly();
            throw e;
        }
    }

    /** The path as text of SQL that is not taken for a pattern of several files. */
    private static String literal(Path file) {
        return file.toAbsolutePath().toString().replaceAll("[\\[*?]", "[$0]").replace("'", "''");
    }

    private static List<String> names(ResultSetMetaData data) throws SQLException {
        List<String> names = new ArrayList<>();
        for (int i = 1; i <= data.getColumnCount(); i++) {
            names.add(data.getColumnName(i));
        }
        return names;
    }

    private IOException failure(SQLException e) {
        String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        return new IOException(file + " cannot be read as Parquet: " + reason, e);
    }

    @Override
    public List<String> columns() {
        return columns;
    }

    @Override
    public boolean numbersAreText() {
        return false;
    }

    @Override
    public Optional<Row> next() throws IOException {
        try {
            if (!rows.next()) {
                return Optional.empty();
            }
            row++;
            Object[] cells = new Object[columns.size()];
            for (int i = 0; i < cells.length; i++) {
                cells[i] = cell(rows.getObject(i + 1));
            }
            return Optional.of(new Row(cells, "row " + row));
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    private static Object cell(Object value) {
        if (value == null) {
            return null;
        }
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        if (value instanceof Timestamp time) {
            return time.toLocalDateTime().toString();
        }
        if (value instanceof String || value instanceof Boolean || value instanceof java.time.temporal.Temporal || value instanceof java.util.UUID) {
            return value.toString();
        }
        return new Unfit("a " + value.getClass().getSimpleName());
    }

    @Override
    public void close() throws IOException {
        try (Connection c = connection; PreparedStatement s = statement; ResultSet r = rows) {
            row = 0;
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    private void closeQuietly() {
        try {
            connection.close();
        } catch (SQLException e) {
            // The first failure is the one to be told.
        }
    }
}
