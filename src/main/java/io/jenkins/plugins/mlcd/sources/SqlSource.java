package io.jenkins.plugins.mlcd.sources;

import com.fasterxml.jackson.databind.node.NullNode;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.StringJoiner;

/**
 * A query that answers with one row, such as {@code SELECT COUNT(*), MAX(created_at) FROM events}: the values are the version, and a
 * whole number in the first column is the count of samples.
 */
public final class SqlSource implements Source {

    private static final int TIMEOUT_SECONDS = 30;

    private final Database database;
    private final String query;

    /** Opens connections to one database. */
    @FunctionalInterface
    public interface Database {
        Connection connect() throws SQLException;
    }

    public SqlSource(Database database, String query) {
        this.database = database;
        this.query = query;
    }

    @Override
    public Optional<Observation> look(Optional<Observation> before) throws IOException {
        try (Connection connection = database.connect()) {
            readOnly(connection);
            try (Statement statement = connection.createStatement()) {
                statement.setQueryTimeout(TIMEOUT_SECONDS);
                statement.setMaxRows(2);
                try (ResultSet rows = statement.executeQuery(query)) {
                    return Optional.of(observed(rows));
                }
            }
        } catch (SQLException e) {
            throw new IOException("the query failed: " + String.valueOf(e.getMessage()).replaceAll("\\s+", " "), e);
        }
    }

    /** A wish that some drivers cannot fulfil once connected; the account's rights are what counts. */
    private static void readOnly(Connection connection) {
        try {
            connection.setReadOnly(true);
        } catch (SQLException e) {
            return;
        }
    }

    private static Observation observed(ResultSet rows) throws SQLException, IOException {
        if (!rows.next()) {
            throw new IOException("the query answered with no row; it must answer with one");
        }
        StringJoiner values = new StringJoiner("|");
        for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
            values.add(String.valueOf(rows.getString(column)));
        }
        OptionalLong samples = count(rows.getString(1));
        if (rows.next()) {
            throw new IOException("the query answered with several rows; it must answer with one");
        }
        String text = values.toString();
        return new Observation("sql:" + (text.length() <= 100 ? text : Sha256.of(text)), samples, NullNode.getInstance());
    }

    private static OptionalLong count(String text) {
        return text != null && text.matches("\\d{1,18}") ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
    }
}
