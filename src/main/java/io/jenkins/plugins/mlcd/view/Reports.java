package io.jenkins.plugins.mlcd.view;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.jenkins.plugins.mlcd.record.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/** Reads the report lines of a log again, by the places that {@link LogTail} told. */
final class Reports {

    private static final int FIRST_SIZE = 1 << 13;
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(Json.mapper().getFactory().streamReadConstraints())
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .build();

    private final Path file;
    private String[] names = new String[8];
    private double[] values = new double[8];
    private String[] lastNames = new String[0];

    /** Takes reports. */
    interface Sink {
        /** The arrays are the sink's to keep, names shared between calls. */
        void reported(int step, String[] metrics, double[] values);
    }

    Reports(Path file) {
        this.file = file;
    }

    /** @throws IOException when a line is damaged or gone; its message names the file */
    void read(long[] places, int count, Sink sink) throws IOException {
        ByteBuffer window = ByteBuffer.allocate(FIRST_SIZE).limit(0);
        long from = 0;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            for (int i = 0; i < count; i++) {
                long place = places[i];
                int length = place < from ? -1 : length(window, place - from);
                while (length < 0) {
                    window = place == from && window.limit() == window.capacity() ? ByteBuffer.allocate(2 * window.capacity()) : window;
                    from = place;
                    fill(channel, window, place);
                    length = length(window, 0);
                    if (length < 0 && window.limit() < window.capacity()) {
                        throw new IOException(file + ": the report at byte " + place + " is gone");
                    }
                }
                report(window.array(), (int) (place - from), length, place, sink);
            }
        }
    }

    private static void fill(FileChannel channel, ByteBuffer window, long place) throws IOException {
        window.clear();
        while (window.hasRemaining() && channel.read(window, place + window.position()) >= 0) {
            // on to the next piece
        }
        window.flip();
    }

    /** Of the line that begins at {@code start}; -1 when its end is not in the window. */
    private static int length(ByteBuffer window, long start) {
        byte[] bytes = window.array();
        for (long i = start; i < window.limit(); i++) {
            if (bytes[(int) i] == '\n') {
                return (int) (i - start);
            }
        }
        return -1;
    }

    private void report(byte[] bytes, int start, int length, long place, Sink sink) throws IOException {
        int step = 0;
        int count = -1;
        try (JsonParser parser = JSON.createParser(bytes, start, length)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String field = parser.currentName();
                JsonToken token = parser.nextToken();
                if (field.equals("step") && token.isNumeric()) {
                    step = parser.getIntValue();
                } else if (field.equals("metrics") && token == JsonToken.START_OBJECT) {
                    count = metrics(parser);
                } else {
                    parser.skipChildren();
                }
            }
        } catch (JsonProcessingException e) {
            throw new IOException(file + ": the line at byte " + place + " is damaged: " + e.getOriginalMessage(), e);
        }
        if (count < 0) {
            throw new IOException(file + ": the line at byte " + place + " is a report without metrics");
        }
        sink.reported(step, shared(count), Arrays.copyOf(values, count));
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
