package io.jenkins.plugins.mlcd.dataset;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * The rows that are no samples, as a CSV file with the columns {@code file,line,reason,row}. A row is cut after {@value #MAX_ROW}
 * characters; after {@value #MAX_ROWS} rows the rest is only counted, which the last line says. Without a bad row there is no file.
 */
final class Quarantine implements Closeable {

    static final int MAX_ROWS = 100_000;
    private static final int MAX_ROW = 1000;
    private static final int MAX_KINDS = 100;
    private static final String OTHER = "other reasons";

    private final Path file;
    private final TreeMap<String, Integer> kinds = new TreeMap<>();
    private BufferedWriter out;
    private int rows;

    Quarantine(Path file) throws IOException {
        this.file = file;
        Files.deleteIfExists(file);
    }

    /** @param part where the file with the row is */
    void add(String part, RowException problem, LineReader.Line line) throws IOException {
        String kind = kinds.containsKey(problem.kind()) || kinds.size() < MAX_KINDS ? problem.kind() : OTHER;
        kinds.merge(kind, 1, Integer::sum);
        if (rows++ >= MAX_ROWS) {
            return;
        }
        if (out == null) {
            Files.createDirectories(file.getParent());
            out = Files.newBufferedWriter(file);
            out.write("file,line,reason,row\n");
        }
        String text = line.text().length() > MAX_ROW ? line.text().substring(0, MAX_ROW) + "..." : line.text();
        write(part + "/" + CsvLayout.FILE, Long.toString(line.number()), problem.reason(), text);
    }

    private void write(String... cells) throws IOException {
        for (int i = 0; i < cells.length; i++) {
            out.write(i == 0 ? "" : ",");
            out.write('"' + cells[i].replace("\"", "\"\"") + '"');
        }
        out.write('\n');
    }

    /** How many rows there are by what is wrong with them. */
    Map<String, Integer> kinds() {
        return kinds;
    }

    @Override
    public void close() throws IOException {
        if (out != null) {
            if (rows > MAX_ROWS) {
                write("", "", rows - MAX_ROWS + " more rows are not listed", "");
            }
            out.close();
        }
    }
}
