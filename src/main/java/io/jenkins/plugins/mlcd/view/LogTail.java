package io.jenkins.plugins.mlcd.view;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.mlcd.record.Json;
import io.jenkins.plugins.mlcd.record.LineSource;
import io.jenkins.plugins.mlcd.record.Schema;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Reads a log as it grows: each call goes on where the last one stopped, behind the last whole line. A line that is being written waits
 * for the next call. Of reports, nine of ten lines of a study, only the place is told: {@link Reports} reads those that are drawn.
 */
final class LogTail {

    private static final ObjectReader EVENT = Json.mapper().readerFor(ObjectNode.class);

    private final Path file;
    private final Schema schema;
    private final Dictionary dictionary;
    private long offset;

    /** Takes the events. */
    interface Sink {
        /** @param place of the report's line: its first byte */
        void reported(int trial, long place);

        void trial(TrialEvent event);

        /** Any other event. */
        void event(String kind, ObjectNode event) throws IOException;
    }

    LogTail(Path file, Schema schema, Dictionary dictionary) {
        this.dictionary = dictionary;
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
            LineSource lines = new LineSource(Channels.newInputStream(channel.position(offset)));
            while (lines.next()) {
                line(lines, sink);
                offset += lines.length() + 1L;
            }
        }
    }

    private void line(LineSource lines, Sink sink) throws IOException {
        int trial = ReportLine.trial(lines.bytes(), lines.start(), lines.length());
        if (trial >= 0) {
            sink.reported(trial, offset);
            return;
        }
        TrialEvent ofTrial = offset == 0 ? null : ofTrial(lines);
        if (ofTrial != null) {
            sink.trial(ofTrial);
            return;
        }
        ObjectNode event = parse(lines);
        String kind = event.path("event").asText();
        if (offset == 0) {
            schema.requireReadable(Schema.stated(event, file + " line 1"), file);
        } else if (kind.equals("reported")) {
            sink.reported(event.path("trial").asInt(), offset);
        } else {
            sink.event(kind, event);
        }
    }

    @CheckForNull
    private TrialEvent ofTrial(LineSource line) throws IOException {
        try {
            return TrialEvent.read(line.bytes(), line.start(), line.length(), dictionary);
        } catch (JsonProcessingException e) {
            throw damaged(e);
        }
    }

    private IOException damaged(JsonProcessingException e) {
        return new IOException(file + ": the line at byte " + offset + " is damaged: " + e.getOriginalMessage(), e);
    }

    private ObjectNode parse(LineSource line) throws IOException {
        try {
            return EVENT.readValue(line.bytes(), line.start(), line.length());
        } catch (JsonProcessingException e) {
            throw damaged(e);
        }
    }
}
