package io.jenkins.plugins.mlcd.agent.profile.table;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.record.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A JSON object a line. Its columns are the fields of the first {@value #LOOKED_AT} objects; a field that is absent or null is missing, truth
 * values are texts. A number in quotes is text, but for {@code "NaN"} and {@code "Infinity"}, which JSON cannot say otherwise.
 */
final class JsonRows implements RowReader {

    private static final int LOOKED_AT = 1_000;

    private record Line(ObjectNode object, long number) {}

    private final Path file;
    private final BufferedReader in;
    private final Deque<Line> read = new ArrayDeque<>();
    private final List<String> columns;
    private final Set<String> known;
    private long line;

    JsonRows(Path file) throws IOException {
        this.file = file;
        in = Files.newBufferedReader(file);
        try {
            known = new LinkedHashSet<>();
            Optional<Line> next = Optional.empty();
            while (read.size() < LOOKED_AT && (next = line()).isPresent()) {
                read.add(next.get());
                next.get().object.fieldNames().forEachRemaining(known::add);
            }
            if (known.isEmpty()) {
                throw new IOException(file + " has no row");
            }
            columns = RowReader.requireDifferent(file, new ArrayList<>(known));
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    private Optional<Line> line() throws IOException {
        try {
            String text = in.readLine();
            line++;
            while (text != null && text.isBlank()) {
                text = in.readLine();
                line++;
            }
            return text == null ? Optional.empty() : Optional.of(new Line(Json.parseObject(text), line));
        } catch (JsonProcessingException e) {
            throw new IOException(file + " line " + line + " is no JSON object: " + e.getOriginalMessage(), e);
        } catch (CharacterCodingException e) {
            throw new IOException(file + " line " + line + " is no UTF-8 text", e);
        }
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
        Optional<Line> next = read.isEmpty() ? line() : Optional.of(read.removeFirst());
        if (next.isEmpty()) {
            return Optional.empty();
        }
        String where = "line " + next.get().number;
        for (Map.Entry<String, JsonNode> field : next.get().object.properties()) {
            if (!known.contains(field.getKey())) {
                throw new IOException(file + " " + where + " has a field '" + field.getKey() + "', which the first " + LOOKED_AT + " rows do not have");
            }
        }
        Object[] cells = new Object[columns.size()];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = cell(next.get().object.path(columns.get(i)));
        }
        return Optional.of(new Row(cells, where));
    }

    private static Object cell(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (value.isContainerNode()) {
            return new Unfit(value.isArray() ? "an array" : "an object");
        }
        if (value.isNumber()) {
            return value.doubleValue();
        }
        return switch (value.asText()) {
            case "NaN" -> Double.NaN;
            case "Infinity" -> Double.POSITIVE_INFINITY;
            case "-Infinity" -> Double.NEGATIVE_INFINITY;
            default -> value.asText();
        };
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
