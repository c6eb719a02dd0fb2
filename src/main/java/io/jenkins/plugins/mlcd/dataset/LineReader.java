package io.jenkins.plugins.mlcd.dataset;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The lines of a file in bounded memory: one that is too long is passed over, one that is no UTF-8 is told, and the next one is read. */
final class LineReader implements Closeable {

    private static final int BUFFER = 1 << 16;

    private final Path file;
    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER];
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private int at;
    private int end;
    private long number;

    /**
     * A line without its end.
     *
     * @param number from 1 up
     * @param text what could be read of it
     * @param fault what is wrong with it as a line of text
     */
    record Line(long number, String text, Optional<RowException> fault) {

        /** @throws RowException the fault, if it has one */
        String sound() throws RowException {
            if (fault.isPresent()) {
                throw fault.get();
            }
            return text;
        }
    }

    LineReader(Path file) throws IOException {
        this.file = file;
        this.in = Files.newInputStream(file);
    }

    /** The next line; empty after the last one. */
    Optional<Line> next() throws IOException {
        if (!fill()) {
            return Optional.empty();
        }
        number++;
        long length = take();
        if (length > CsvLayout.MAX_LINE) {
            return Optional.of(new Line(number, lenient(), Optional.of(new RowException(file, number, "the line is too long",
                    " has " + length + " bytes, more than " + CsvLayout.MAX_LINE))));
        }
        return Optional.of(decoded());
    }

    /** Moves to {@code bytes} what is left of the line, but no more than its limit, and returns how long it is. */
    private long take() throws IOException {
        bytes.reset();
        long length = 0;
        while (fill()) {
            int from = at;
            while (at < end && buffer[at] != '\n') {
                at++;
            }
            bytes.write(buffer, from, (int) Math.min(at - from, Math.max(0, CsvLayout.MAX_LINE - length)));
            length += at - from;
            if (at < end) {
                at++; // the line break
                break;
            }
        }
        return length;
    }

    /** Whether there is more in the file. */
    private boolean fill() throws IOException {
        if (at == end) {
            at = 0;
            end = Math.max(0, in.read(buffer));
        }
        return at < end;
    }

    private Line decoded() {
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toByteArray())).toString();
            return new Line(number, text.endsWith("\r") ? text.substring(0, text.length() - 1) : text, Optional.empty());
        } catch (CharacterCodingException e) {
            return new Line(number, lenient(), Optional.of(new RowException(file, number, "the line is no UTF-8 text", " is no UTF-8 text")));
        }
    }

    private String lenient() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
