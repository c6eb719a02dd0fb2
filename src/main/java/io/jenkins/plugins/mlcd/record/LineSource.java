package io.jenkins.plugins.mlcd.record;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** The whole lines of a stream, one after the other, as bytes of a buffer that grows with the longest line. */
public final class LineSource implements Closeable {

    private static final int FIRST_SIZE = 1 << 16;

    private final InputStream in;
    private byte[] buffer = new byte[FIRST_SIZE];
    private int filled;
    private int start;
    private int end = -1;
    private long sound;

    public LineSource(InputStream in) {
        this.in = in;
    }

    /** Goes to the next line that ends with a line break; false when there is none. */
    public boolean next() throws IOException {
        start = end + 1;
        int looked = start;
        while (true) {
            for (int i = looked; i < filled; i++) {
                if (buffer[i] == '\n') {
                    end = i;
                    sound += end - start + 1L;
                    return true;
                }
            }
            looked = filled - start;
            if (!fill()) {
                end = start - 1;
                return false;
            }
        }
    }

    /** Moves what is left to the front and reads on behind it. */
    private boolean fill() throws IOException {
        int left = filled - start;
        if (start > 0) {
            System.arraycopy(buffer, start, buffer, 0, left);
        }
        if (left == buffer.length) {
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
        start = 0;
        filled = left;
        int read = in.read(buffer, filled, buffer.length - filled);
        filled += Math.max(0, read);
        return read > 0;
    }

    /** Holds the line from {@link #start} on; its content changes with the next line. */
    public byte[] bytes() {
        return buffer;
    }

    public int start() {
        return start;
    }

    /** Of the line, without its line break. */
    public int length() {
        return end - start;
    }

    /** Up to where the lines go that were whole. */
    long soundBytes() {
        return sound;
    }

    /** What follows the last whole line; known at the end. */
    int tornBytes() {
        return filled - start;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
