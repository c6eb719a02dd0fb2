package io.jenkins.plugins.mlcd.view;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.record.Json;
import io.jenkins.plugins.mlcd.record.Schema;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Reads a log as it grows: each call goes on where the last one stopped, at the end of the last whole line. A line that is being
 * written waits for the next call. Reports, nine of ten lines of a study, are read without building objects; for that {@code event}
 * must be the first field, where every writer of the record puts it.
 */
final class LogTail {

    private static final int CHUNK = 1 << 18;
    private static final int LONGEST_LINE = 1 << 24;

    private final Path file;
    private final Schema schema;
    private final JsonFactory json = Json.mapper().getFactory();
    private long offset;
    private String[] names = new String[8];
    private double[] values = new double[8];
    private String[] lastNames = new String[0];

    /** Takes the events. */
    interface Sink {
        /** The arrays are the sink's to keep, names shared between calls. */
        void reported(int trial, int step, String[] metrics, double[] values);

        void event(String kind, ObjectNode event);
    }

    LogTail(Path file, Schema schema) {
        this.file = file;
        this.schema = schema;
    }

    /** Whether the file is shorter than what was read of it: another one has taken its place, and the next read begins anew. */
    boolean wasReplaced() throws IOException {
        boolean shorter = offset > 0 && (Files.notExists(file) || Files.size(file) < offset);
        if (shorter) {
            offset = 0;
        }
        return shorter;
    }

    /** @throws IOException when a line is damaged or the file is of another schema or a newer version; its message names the file */
    void read(Sink sink) throws IOException {
        if (Files.notExists(file)) {
            return;
        }
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            channel.position(offset);
            byte[] bytes = new byte[(int) Math.min(CHUNK, Math.max(256, channel.size() - offset + 1))];
            int filled = 0;
            for (int read = channel.read(ByteBuffer.wrap(bytes)); read > 0; read = channel.read(ByteBuffer.wrap(bytes, filled, bytes.length - filled))) {
                filled += read;
                int whole = lines(bytes, filled, sink);
                filled -= whole;
                System.arraycopy(bytes, whole, bytes, 0, filled);
                bytes = filled == bytes.length ? longer(bytes) : bytes;
            }
        }
    }

    private byte[] longer(byte[] bytes) throws IOException {
        if (bytes.length >= LONGEST_LINE) {
            throw new IOException(file + ": the line at byte " + offset + " is longer than " + LONGEST_LINE + " bytes");
        }
        return Arrays.copyOf(bytes, 2 * bytes.length);
    }

    /** Reads the whole lines of {@code bytes} and returns how many bytes they are. */
    private int lines(byte[] bytes, int length, Sink sink) throws IOException {
        int from = 0;
        for (int i = 0; i < length; i++) {
            if (bytes[i] == '\n') {
                line(bytes, from, i - from, sink);
                offset += i + 1 - from;
                from = i + 1;
            }
        }
        return from;
    }

    private void line(byte[] bytes, int from, int length, Sink sink) throws IOException {
        try (JsonParser parser = json.createParser(bytes, from, length)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException(file + ": the line at byte " + offset + " is no JSON object");
            }
            if (offset == 0) {
                header(parser.readValueAsTree());
            } else {
                fields(parser, sink);
            }
        } catch (JsonProcessingException e) {
            throw new IOException(file + ": the line at byte " + offset + " is damaged: " + e.getOriginalMessage(), e);
        }
    }

    private void header(ObjectNode line) throws IOException {
        schema.requireReadable(Schema.stated(line, file + " line 1"), file);
    }

    private void fields(JsonParser parser, Sink sink) throws IOException {
        String kind = "";
        int trial = 0;
        int step = 0;
        int count = -1;
        ObjectNode other = null;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            JsonToken token = parser.nextToken();
            if (field.equals("event") && token == JsonToken.VALUE_STRING) {
                kind = parser.getText();
            } else if (!kind.equals("reported")) {
                other = other == null ? Json.object() : other;
                other.set(field, parser.readValueAsTree());
            } else if (field.equals("trial") && token.isNumeric()) {
                trial = parser.getIntValue();
            } else if (field.equals("step") && token.isNumeric()) {
                step = parser.getIntValue();
            } else if (field.equals("metrics") && token == JsonToken.START_OBJECT) {
                count = metrics(parser);
            } else {
                parser.skipChildren();
            }
        }
        if (count >= 0) {
            sink.reported(trial, step, shared(count), Arrays.copyOf(values, count));
        } else if (kind.equals("reported")) {
            throw new IOException(file + ": the line at byte " + offset + " is a report without metrics");
        } else {
            sink.event(kind, other == null ? Json.object() : other);
        }
    }

    private int metrics(JsonParser parser) throws IOException {
        int count = 0;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            if (parser.nextToken().isNumeric()) {
                if (count == names.length) {
                    names = Arrays.copyOf(names, 2 * count);
                    values = Arrays.copyOf(values, 2 * count);
                }
                names[count] = name;
                values[count++] = parser.getDoubleValue();
            } else {
                parser.skipChildren();
            }
        }
        return count;
    }

    private String[] shared(int count) {
        if (lastNames.length != count || !Arrays.equals(lastNames, 0, count, names, 0, count)) {
            lastNames = Arrays.copyOf(names, count);
        }
        return lastNames;
    }
}
