package io.jenkins.plugins.mlcd.agent.profile.table;

import io.jenkins.plugins.mlcd.monitor.profile.Profile;
import io.jenkins.plugins.mlcd.monitor.profile.ProfileBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Makes profiles of tables in files, in bounded memory; several files are one table. */
public final class FileProfiler {

    private static final int LOOKED_AT = 1_000;

    private final ColumnRoles roles;
    private final Optional<Profile> like;
    private final Optional<String> format;
    private final boolean windowed;
    private final ProfileNotes noted = new ProfileNotes();
    private final ProfileWindow windows;
    private Optional<TableSchema> schema = Optional.empty();

    /**
     * @param roles which column means what
     * @param like whose features the table's are; empty: the first {@value #LOOKED_AT} rows of the first file tell which columns are numbers
     * @param format of the files, empty: by their names
     * @param window length of the windows, by the column of the time; empty: one profile of all rows
     * @param profiles gets the profiles, the earliest window first
     */
    public FileProfiler(
            ColumnRoles roles, Optional<Profile> like, Optional<String> format, Optional<Duration> window, ProfileSink profiles) {
        this.roles = roles;
        this.like = like;
        this.format = format;
        windowed = window.isPresent();
        windows = new ProfileWindow(window, () -> new ProfileBuilder(schema.orElseThrow().numeric(), schema.orElseThrow().categorical()), profile -> {
            noted.add(profile);
            profiles.accept(profile);
        });
    }

    /**
     * Adds a file.
     *
     * @throws IOException in one sentence with file and row: no rows, a column that is not there, a row that does not fit, a value that is no number
     */
    public void add(Path file) throws IOException {
        try (RowReader reader = RowReader.open(file, format)) {
            ColumnRoles here = named(file, () -> roles.in(reader.columns()));
            if (windowed && here.time().isEmpty()) {
                throw new IOException(file + ": windows need a column with the time: name it with --time");
            }
            List<RowReader.Row> first = first(reader);
            if (first.isEmpty()) {
                throw new IOException(file + " has no row");
            }
            TableSchema kinds = named(file, () -> schema(reader, here, first));
            schema = Optional.of(kinds);
            Rows rows = new Rows(file, reader.columns(), here, kinds, windows);
            for (RowReader.Row row : first) {
                rows.add(row);
            }
            for (Optional<RowReader.Row> next = reader.next(); next.isPresent(); next = reader.next()) {
                rows.add(next.get());
            }
        }
    }

    private static List<RowReader.Row> first(RowReader reader) throws IOException {
        List<RowReader.Row> first = new ArrayList<>();
        while (first.size() < LOOKED_AT) {
            Optional<RowReader.Row> next = reader.next();
            if (next.isEmpty()) {
                break;
            }
            first.add(next.get());
        }
        return first;
    }

    private TableSchema schema(RowReader reader, ColumnRoles here, List<RowReader.Row> first) throws IOException {
        if (schema.isEmpty() && like.isEmpty()) {
            return TableSchema.byContent(reader.columns(), here, first, reader.numbersAreText());
        }
        TableSchema expected = schema.orElseGet(() -> TableSchema.of(like.orElseThrow()));
        expected.requireIn(reader.columns());
        return expected;
    }

    /**
     * Hands on what is left, and tells what is strange about columns: without a value, constant, or with extreme values.
     *
     * @param notes gets a sentence about each strange column
     */
    public void end(Consumer<String> notes) throws IOException {
        windows.end();
        noted.sentences().forEach(notes);
    }

    @FunctionalInterface
    private interface Reading<T> {
        T get() throws IOException;
    }

    private static <T> T named(Path file, Reading<T> reading) throws IOException {
        try {
            return reading.get();
        } catch (IOException | IllegalArgumentException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }
}
