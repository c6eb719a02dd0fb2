package io.jenkins.plugins.mlcd.agent.serve;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.record.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.logging.Logger;
import java.util.stream.LongStream;

/**
 * Reads a capture directory as CSV with the columns {@code id,at,model,prediction,confidence,label,x0..xN}; {@code label}
 * is empty where it is not known. Reads while others write: an unfinished or damaged line is left out and counted.
 * Samples are held in memory one at a time, ids and times of all.
 */
public final class CaptureReader {

    private static final Logger LOGGER = Logger.getLogger(CaptureReader.class.getName());

    private final Path directory;

    public CaptureReader(Path directory) {
        this.directory = directory;
    }

    /** Takes a piece of the output. */
    @FunctionalInterface
    public interface Sink {
        void accept(String text) throws IOException;
    }

    @FunctionalInterface
    private interface Visitor {
        void visit(ObjectNode event) throws IOException;
    }

    /** Writes the samples that {@code query} asks for, with a header line if there are any, file by file, and returns their number. */
    public int csv(CaptureQuery query, Sink sink) throws IOException {
        Map<String, String> labels = new HashMap<>();
        int damaged = read("labelled", event -> labels.put(event.path("id").asText(), event.path("label").asText()));
        long since = oldestOf(query, labels);
        Rows rows = new Rows(query, labels, since, sink);
        damaged += read("predicted", rows);
        if (damaged > 0) {
            int count = damaged;
            LOGGER.fine(() -> directory + ": left out " + count + " damaged or unfinished lines of the capture");
        }
        return rows.written;
    }

    /** Time in epoch milliseconds from which on the newest {@code limit} samples lie. */
    private long oldestOf(CaptureQuery query, Map<String, String> labels) throws IOException {
        LongStream.Builder times = LongStream.builder();
        read("predicted", event -> {
            if (wanted(event, query, labels)) {
                times.add(at(event).toEpochMilli());
            }
        });
        long[] sorted = times.build().sorted().toArray();
        return sorted.length <= query.limit() ? Long.MIN_VALUE : sorted[sorted.length - query.limit()];
    }

    private static boolean wanted(ObjectNode event, CaptureQuery query, Map<String, String> labels) {
        return query.covers(at(event)) && (!query.labelled() || labels.containsKey(event.path("id").asText()));
    }

    private static Instant at(ObjectNode event) {
        return Instant.parse(event.path("at").asText());
    }

    private int read(String kind, Visitor visitor) throws IOException {
        int damaged = 0;
        String mark = "{\"event\":\"" + kind + "\"";
        for (Path file : CaptureLog.files(directory)) {
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8), 1 << 16)) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (line.startsWith(mark) && !visit(line, visitor)) {
                        damaged++;
                    }
                }
            } catch (NoSuchFileException e) {
                LOGGER.fine(() -> file + " was deleted while it was about to be read, because the capture is full");
            }
        }
        return damaged;
    }

    private static boolean visit(String line, Visitor visitor) throws IOException {
        try {
            visitor.visit(Json.parseObject(line));
            return true;
        } catch (JsonProcessingException | IllegalArgumentException | DateTimeParseException e) {
            return false;
        }
    }

    /** Prints the wanted samples; those with another number of inputs than the first one cannot share its columns. */
    private static final class Rows implements Visitor {
        private final CaptureQuery query;
        private final Map<String, String> labels;
        private final long since;
        private final Sink sink;
        private int inputs;
        private int written;

        Rows(CaptureQuery query, Map<String, String> labels, long since, Sink sink) {
            this.query = query;
            this.labels = labels;
            this.since = since;
            this.sink = sink;
        }

        @Override
        public void visit(ObjectNode event) throws IOException {
            if (written >= query.limit() || !wanted(event, query, labels) || at(event).toEpochMilli() < since) {
                return;
            }
            float[] input = InputCodec.decode(event.path("input").asText());
            if (written == 0) {
                inputs = input.length;
                sink.accept(header(inputs));
            }
            if (input.length == inputs) {
                sink.accept(row(event, labels.getOrDefault(event.path("id").asText(), ""), input));
                written++;
            }
        }

        private static String header(int inputs) {
            StringBuilder header = new StringBuilder("id,at,model,prediction,confidence,label");
            for (int i = 0; i < inputs; i++) {
                header.append(",x").append(i);
            }
            return header.append('\n').toString();
        }

        private static String row(ObjectNode event, String label, float[] input) {
            StringBuilder row = new StringBuilder(64 + 4 * input.length);
            for (String field : Arrays.asList("id", "at", "model", "prediction", "confidence")) {
                row.append(quoted(event.path(field).asText())).append(',');
            }
            row.append(quoted(label));
            for (float value : input) {
                row.append(',');
                if (value == (int) value) {
                    row.append((int) value);
                } else {
                    row.append(value);
                }
            }
            return row.append('\n').toString();
        }

        /** Quoted as in RFC 4180, only where needed. */
        private static String quoted(String text) {
            if (text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')) {
                return text;
            }
            return '"' + text.replace("\"", "\"\"") + '"';
        }
    }
}
