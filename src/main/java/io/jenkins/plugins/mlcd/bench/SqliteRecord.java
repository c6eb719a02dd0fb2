package io.jenkins.plugins.mlcd.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.Consumer;

/** The peer: a table of SQLite with the same text a row, write-ahead log, and every commit on disk. */
final class SqliteRecord implements AutoCloseable {

    private final Connection connection;

    SqliteRecord(Path file) throws SQLException {
        connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode=WAL");
            statement.execute("PRAGMA synchronous=FULL");
            statement.execute("CREATE TABLE IF NOT EXISTS event (id INTEGER PRIMARY KEY, line TEXT NOT NULL)");
        }
        connection.setAutoCommit(false);
    }

    /** Appends all lines, with a commit after each {@code batch} of them. */
    void append(List<String> lines, int batch) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO event (line) VALUES (?)")) {
            for (int i = 0; i < lines.size(); i++) {
                insert.setString(1, lines.get(i));
                insert.executeUpdate();
                if ((i + 1) % batch == 0) {
                    connection.commit();
                }
            }
            connection.commit();
        }
    }

    void read(Consumer<String> line) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery("SELECT line FROM event ORDER BY id")) {
            while (rows.next()) {
                line.accept(rows.getString(1));
            }
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
