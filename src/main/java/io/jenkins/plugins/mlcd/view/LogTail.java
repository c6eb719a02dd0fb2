package io.jenkins.plugins.mlcd.view;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.record.Json;
import io.jenkins.plugins.mlcd.record.Schema;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * Reads a log as it grows: each call goes on where the last one stopped, at the end of the last whole line. A line that is being
 * written waits for the next call. Reports, nine of ten lines of a study, are read without building objects; for that {@code event}
 * must be the first field, where every writer of the record puts it.
 */
final class LogTail {

    private static final int CHUNK = 1 << 16;
    private static final int LOOK_BACK = 1 << 13;
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(Json.mapper().getFactory().streamReadConstraints())
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .build();

    private final Path file;
    private final Schema schema;
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
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long end = endOfLastLine(channel);
            if (end > offset) {
                channel.position(offset);
                lines(new BufferedInputStream(new Upto(Channels.newInputStream(channel), end - offset), CHUNK), sink);
                offset = end;
            }
        }
    }

    /** After the last line break; where reading stopped when there is none since. */
    private long endOfLastLine(FileChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(LOOK_BACK);
        for (long to = channel.size(); to > offset; to -= LOOK_BACK) {
            long from = Math.max(offset, to - LOOK_BACK);
            bytes.clear().limit((int) (to - from));
            while (bytes.hasRemaining() && channel.read(bytes, from + bytes.position()) >= 0) {
                // on to the next piece
            }
            for (int i = bytes.position() - 1; i >= 0; i--) {
                if (bytes.get(i) == '\n') {
                    return from + i + 1;
                }
            }
        }
        return offset;
    }

    /** One parser for all lines: making one for each would take as long as parsing. */
    private void lines(InputStream whole, Sink sink) throws IOException {
        try (JsonParser parser = JSON.createParser(whole)) {
            parser.setCodec(Json.mapper());
            boolean first = offset == 0;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token != JsonToken.START_OBJECT) {
                    throw new IOException(file + ": the line at byte " + (offset + parser.currentTokenLocation().getByteOffset()) + " is no JSON object");
                }
                if (first) {
                    header(parser.readValueAsTree());
                    first = false;
                } else {
                    fields(parser, sink);
                }
            }
        } catch (JsonProcessingException e) {
            long at = e.getLocation() == null ? 0 : e.getLocation().getByteOffset();
            throw new IOException(file + ": the line around byte " + (offset + at) + " is damaged: " + e.getOriginalMessage(), e);
        }
    }

    /** So many bytes of a stream. */
    private static final class Upto extends FilterInputStream {

        private long left;

        Upto(InputStream in, long left) {
            super(in);
            this.left = left;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int read = left == 0 ? -1 : super.read(bytes, from, (int) Math.min(left, length));
            left -= Math.max(0, read);
            return read;
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
            throw new IOException(file + ": the line at byte " + (offset + parser.currentTokenLocation().getByteOffset()) + " is a report without metrics");
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
