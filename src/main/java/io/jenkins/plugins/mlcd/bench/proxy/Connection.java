package io.jenkins.plugins.mlcd.bench.proxy;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/** One connection of a selector: what came in and is not yet a whole message, and what could not be written yet. */
final class Connection {

    private static final int CAPACITY = 1 << 15;

    final SocketChannel channel;
    final byte[] in = new byte[CAPACITY];
    int filled;
    long sentNanos;
    private final ByteBuffer reading = ByteBuffer.wrap(in);
    private ByteBuffer out;

    Connection(SocketChannel channel) {
        this.channel = channel;
    }

    /** @throws EOFException when the other side has ended the connection */
    void read() throws IOException {
        reading.position(filled);
        if (channel.read(reading) < 0) {
            throw new EOFException("the connection was ended");
        }
        filled = reading.position();
    }

    /** Forgets the first {@code length} bytes that were read. */
    void consume(int length) {
        filled -= length;
        System.arraycopy(in, length, in, 0, filled);
    }

    void write(byte[] message, SelectionKey key) throws IOException {
        out = ByteBuffer.wrap(message);
        flush(key);
    }

    void flush(SelectionKey key) throws IOException {
        channel.write(out);
        key.interestOps(out.hasRemaining() ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ);
    }
}
