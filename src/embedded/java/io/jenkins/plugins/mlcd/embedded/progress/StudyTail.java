package io.jenkins.plugins.mlcd.embedded.progress;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.jenkins.plugins.mlcd.record.Json;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Follows the record of one study while it is written. */
final class StudyTail {

    private static final int CHUNK = 1 << 16;

    private final Path file;
    private final StudyProgress progress = new StudyProgress();
    private long position;

    StudyTail(Path file) {
        this.file = file;
    }

    StudyProgress progress() {
        return progress;
    }

    /** Reads the whole lines that have been added. A line that is no event is passed over: the record's own reader judges it. */
    void poll() throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            byte[] bytes = new byte[CHUNK];
            while (position < in.length()) {
                in.seek(position);
                int read = in.read(bytes);
                int end = lastNewline(bytes, read);
                if (end < 0) {
                    return;
                }
                new String(bytes, 0, end, StandardCharsets.UTF_8).lines().forEach(this::apply);
                position += end + 1;
            }
        }
    }

    private static int lastNewline(byte[] bytes, int length) {
        int end = length - 1;
        while (end >= 0 && bytes[end] != '\n') {
            end--;
        }
        return end;
    }

    private void apply(String line) {
        try {
            progress.apply(Json.parseObject(line));
        } catch (JsonProcessingException | java.time.format.DateTimeParseException e) {
            return;
        }
    }
}
