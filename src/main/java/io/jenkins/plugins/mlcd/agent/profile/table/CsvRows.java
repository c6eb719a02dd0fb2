package io.jenkins.plugins.mlcd.agent.profile.table;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Comma-separated values with a header line, UTF-8, quoted as RFC 4180 has it; a quoted field may hold line breaks. */
final class CsvRows implements RowReader {

    /** The longest field, in characters: a quote that is never closed would otherwise take the whole file. */
    private static final int LONGEST = 1 << 20;

    private final Path file;
    private final Reader in;
    private final char[] buffer = new char[1 << 16];
    private int at;
    private int filled;
    private final List<String> columns;
    private long line = 1;
    private boolean ended;

    CsvRows(Path file) throws IOException {
        this.file = file;
        in = Files.newBufferedReader(file);
        try {
            if (peek() == '\uFEFF') {
                at++;
            }
            List<String> header = record().orElseThrow(() -> new IOException(file + " has no header line"));
            columns = RowReader.requireDifferent(file, header.stream().map(name -> name == null ? "" : name.strip()).toList());
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    @Override
    public List<String> columns() {
        return columns;
    }

    @Override
    public boolean numbersAreText() {
        return true;
    }

    @Override
    public Optional<Row> next() throws IOException {
        while (!ended) {
            long began = line;
            Optional<List<String>> fields = record();
            if (fields.isEmpty()) {
                break;
            }
            boolean blank = fields.get().size() == 1 && fields.get().get(0) == null;
            if (blank && columns.size() > 1) {
                continue;
            }
            if (fields.get().size() != columns.size()) {
                throw new IOException(file + " line " + began + " has " + fields.get().size() + " fields, but the header has " + columns.size());
            }
            return Optional.of(new Row(fields.get().toArray(), "line " + began));
        }
        return Optional.empty();
    }

    /** The fields up to the end of a line, null for what is empty; empty at the end of the file. */
    private Optional<List<String>> record() throws IOException {
        try {
            if (peek() < 0) {
                ended = true;
                return Optional.empty();
            }
            List<String> fields = new ArrayList<>();
            int end;
            do {
                StringBuilder field = new StringBuilder();
                end = field(field);
                fields.add(field.isEmpty() ? null : field.toString());
            } while (end == ',');
            line++;
            return Optional.of(fields);
        } catch (CharacterCodingException e) {
            throw new IOException(file + " line " + line + " is no UTF-8 text", e);
        }
    }

    /** Reads one field; returns what ended it: a comma, a line break, or -1. */
    private int field(StringBuilder field) throws IOException {
        int c = read();
        if (c == '"') {
            quoted(field);
            c = read();
            if (c >= 0 && c != ',' && c != '\n' && c != '\r') {
                throw new IOException(file + " line " + line + " goes on behind a closing quote");
            }
        }
        while (c >= 0 && c != ',' && c != '\n' && c != '\r') {
            append(field, c);
            c = read();
        }
        if (c == '\r' && peek() == '\n') {
            at++;
        }
        return c == ',' ? c : -1;
    }

    private void quoted(StringBuilder field) throws IOException {
        long began = line;
        while (true) {
            int c = read();
            if (c < 0) {
                throw new IOException(file + " line " + began + " opens a quote that is never closed");
            }
            if (c == '"') {
                if (peek() != '"') {
                    return;
                }
                at++;
            }
            line += c == '\n' ? 1 : 0;
            append(field, c);
        }
    }

    private void append(StringBuilder field, int c) throws IOException {
        if (field.length() >= LONGEST) {
            throw new IOException(file + " line " + line + " has a field of more than " + LONGEST + " characters");
        }
        field.append((char) c);
    }

    /** The next character, which stays; -1 at the end. */
    private int peek() throws IOException {
        if (at == filled) {
            at = 0;
            filled = Math.max(0, in.read(buffer, 0, buffer.length));
        }
        return at == filled ? -1 : buffer[at];
    }

    private int read() throws IOException {
        int c = peek();
        at += c < 0 ? 0 : 1;
        return c;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
