package io.jenkins.plugins.mlcd.record;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Appends to a file whose waits for the disk are shared: one fsync serves everything that was written before it began. The
 * first thread that has to wait does the fsync, the others wait for it. After a failed fsync nobody knows what is on disk, so
 * all who wait fail and nothing more is taken. A place in the file is a number of bytes from its start. Safe for use by
 * several threads.
 */
final class GroupCommit implements Closeable {

    private final FileChannel channel;
    /** Up to where the file is written. */
    private long written;
    /** Up to where somebody needs it on disk. */
    private long due;
    /** Up to where it is on disk. */
    private long durable;
    private boolean syncing;
    private Optional<IOException> failure = Optional.empty();

    /** @param start where {@code channel} stands; what is before it may not be on disk yet, because a process that was killed wrote it */
    GroupCommit(FileChannel channel, long start) {
        this.channel = channel;
        this.written = start;
        this.due = start;
    }

    /**
     * Appends the bytes, all or none.
     *
     * @param toDisk whether they count for {@link #due}
     * @return where they end
     */
    synchronized long write(byte[] bytes, boolean toDisk) throws IOException {
        requireSound();
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        try {
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        } catch (IOException e) {
            takeBack(e);
            throw e;
        }
        written += bytes.length;
        due = toDisk ? written : due;
        return written;
    }

    /** A line that was written in part (a full disk) may not stay: the next one would be glued to it. */
    private void takeBack(IOException cause) {
        try {
            channel.truncate(written);
            channel.position(written);
        } catch (IOException e) {
            cause.addSuppressed(e);
            failure = Optional.of(cause);
        }
    }

    /** Where the last bytes end that have to be on disk. */
    synchronized long due() {
        return due;
    }

    /** Returns when everything before {@code end} is on disk. */
    void sync(long end) throws IOException {
        OptionalLong reach = begin(end);
        if (reach.isPresent()) {
            force(reach.getAsLong());
        }
    }

    /** Waits for an fsync that is under way; then up to where this thread has to sync, or empty when there is nothing left to do. */
    private synchronized OptionalLong begin(long end) throws IOException {
        awaitWhileSyncing(end);
        if (durable >= end) {
            return OptionalLong.empty();
        }
        requireSound();
        syncing = true;
        return OptionalLong.of(written);
    }

    /** What was recorded is a fact already, so an interrupted thread waits as well. */
    private void awaitWhileSyncing(long end) {
        boolean interrupted = false;
        while (syncing && durable < end) {
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void force(long reach) throws IOException {
        Optional<IOException> problem = Optional.of(new IOException("the sync was broken off"));
        try {
            channel.force(false);
            problem = Optional.empty();
        } catch (IOException e) {
            problem = Optional.of(e);
            throw e;
        } finally {
            finish(reach, problem);
        }
    }

    private synchronized void finish(long reach, Optional<IOException> problem) {
        syncing = false;
        durable = problem.isPresent() ? durable : reach;
        failure = problem.or(() -> failure);
        notifyAll();
    }

    private void requireSound() throws IOException {
        if (failure.isPresent()) {
            throw new IOException(failure.get().getMessage(), failure.get());
        }
    }

    /** Syncs what is due, so that whoever still waits for it gets its answer. */
    @Override
    public void close() throws IOException {
        try {
            if (isOwing()) {
                sync(due());
            }
        } finally {
            closeChannel();
        }
    }

    private synchronized boolean isOwing() {
        return channel.isOpen() && durable < due && failure.isEmpty();
    }

    private synchronized void closeChannel() throws IOException {
        awaitWhileSyncing(Long.MAX_VALUE);
        channel.close();
    }
}
