package io.jenkins.plugins.mlcd.jenkins.steps.sweep;

import hudson.FilePath;
import io.jenkins.plugins.mlcd.sweep.ReportParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Follows a growing file of lines on an agent. Only whole lines are handed on, except at the end. A line longer than
 * {@link ReportParser#MAX_LINE} characters is handed on cut, so that the reader of lines can refuse it.
 */
final class ReportReader implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final int CHUNK = 1 << 18;

    private long offset;
    private boolean skipping;

    /**
     * Hands on the lines that were added since the last call.
     *
     * @param last whether nothing more will be added: an unfinished last line counts as well
     */
    void read(FilePath file, boolean last, Consumer<String> lines) throws IOException, InterruptedException {
        long length = file.length();
        while (offset < length) {
            byte[] chunk = chunk(file, Math.min(CHUNK, length - offset));
            int used = lines(chunk, lines);
            boolean end = offset + chunk.length >= length;
            if (used == 0 && (chunk.length == CHUNK || last && end)) {
                if (!skipping) {
                    line(new String(chunk, StandardCharsets.UTF_8), lines);
                }
                skipping = !end;
                used = chunk.length;
            }
            if (used == 0) {
                return;
            }
            offset += used;
        }
    }

    private byte[] chunk(FilePath file, long size) throws IOException, InterruptedException {
        try (InputStream in = file.readFromOffset(offset)) {
            return in.readNBytes((int) size);
        }
    }

    /** Hands on the whole lines of a chunk and returns how many bytes they are. */
    private int lines(byte[] chunk, Consumer<String> lines) {
        int start = 0;
        for (int i = 0; i < chunk.length; i++) {
            if (chunk[i] == '\n') {
                if (!skipping) {
                    line(new String(chunk, start, i - start, StandardCharsets.UTF_8), lines);
                }
                skipping = false;
                start = i + 1;
            }
        }
        return start;
    }

    private static void line(String text, Consumer<String> lines) {
        String line = text.strip();
        if (!line.isEmpty()) {
            lines.accept(line.length() > ReportParser.MAX_LINE ? line.substring(0, ReportParser.MAX_LINE + 1) : line);
        }
    }
}
