package io.jenkins.plugins.mlcd.record;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file on a disk of which tests see what it has synced, and which they slow down or break. */
public final class DiskChannel extends FileChannel {

    private final FileChannel file;
    private volatile long syncMillis;
    private volatile boolean broken;
    private volatile boolean tearing;
    private volatile long synced;
    private volatile int syncs;

    private DiskChannel(FileChannel file) {
        this.file = file;
    }

    public static DiskChannel open(Path path) throws IOException {
        FileChannel file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        file.position(file.size());
        return new DiskChannel(file);
    }

    /** A log on this disk that appends to {@code path}, which has its header. */
    public EventLog log(Path path) throws IOException {
        return EventLog.over(path, this);
    }

    public DiskChannel slow(long millis) {
        syncMillis = millis;
        return this;
    }

    /** From now on each fsync fails. */
    public void breakDown() {
        broken = true;
    }

    /** Whether writes fail half way, and what they have left cannot be removed. */
    public void tear(boolean tears) {
        tearing = tears;
    }

    /** How many bytes are on the disk for sure. */
    public long synced() {
        return synced;
    }

    /** How many fsyncs were asked for. */
    public int syncs() {
        return syncs;
    }

    /** Has only one caller at a time, which is part of what is tested. */
    @Override
    public void force(boolean metaData) throws IOException {
        int before = syncs;
        long size = file.size();
        pause();
        if (before != syncs) {
            throw new IllegalStateException("two fsyncs at once");
        }
        syncs = before + 1;
        if (broken) {
            throw new IOException("Input/output error");
        }
        synced = size;
    }

    private void pause() {
        try {
            Thread.sleep(syncMillis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
        if (tearing) {
            file.write(bytes.slice(0, bytes.remaining() / 2));
            throw new IOException("No space left on device");
        }
        return file.write(bytes);
    }

    @Override
    public FileChannel truncate(long size) throws IOException {
        if (tearing) {
            throw new IOException("Read-only file system");
        }
        file.truncate(size);
        return this;
    }

    @Override
    public long position() throws IOException {
        return file.position();
    }

    @Override
    public FileChannel position(long position) throws IOException {
        file.position(position);
        return this;
    }

    @Override
    public long size() throws IOException {
        return file.size();
    }

    @Override
    protected void implCloseChannel() throws IOException {
        file.close();
    }

    @Override
    public long write(ByteBuffer[] bytes, int offset, int length) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int write(ByteBuffer bytes, long position) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int read(ByteBuffer bytes) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long read(ByteBuffer[] bytes, int offset, int length) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int read(ByteBuffer bytes, long position) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long transferTo(long position, long count, WritableByteChannel target) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long transferFrom(ReadableByteChannel source, long position, long count) {
        throw new UnsupportedOperationException();
    }

    @Override
    public MappedByteBuffer map(MapMode mode, long position, long size) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileLock lock(long position, long size, boolean shared) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) {
        throw new UnsupportedOperationException();
    }
}
