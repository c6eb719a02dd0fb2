package io.jenkins.plugins.mlcd.dataset;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;

/**
 * Which contents a data set has: the first 64 bits of each sample's SHA-256, distinct, in rising order. Two of ten million
 * contents have the same key with a chance of 3 in a million.
 */
public final class ContentKeys implements Serializable {

    public static final ContentKeys NONE = new ContentKeys(new long[0]);

    private static final long serialVersionUID = 1L;
    private static final byte[] MAGIC = "mlcdkey1".getBytes(StandardCharsets.US_ASCII);

    private final long[] sorted;

    private ContentKeys(long[] sorted) {
        this.sorted = sorted;
    }

    static ContentKeys of(LongSet keys) {
        return new ContentKeys(keys.sorted());
    }

    public static ContentKeys union(Collection<ContentKeys> several) {
        return new ContentKeys(several.stream().flatMapToLong(keys -> Arrays.stream(keys.sorted)).sorted().distinct().toArray());
    }

    public int size() {
        return sorted.length;
    }

    public boolean contains(long key) {
        return Arrays.binarySearch(sorted, key) >= 0;
    }

    /** How many of them are not in {@code other}. */
    public int without(ContentKeys other) {
        return (int) Arrays.stream(sorted).filter(key -> !other.contains(key)).count();
    }

    long[] sorted() {
        return sorted.clone();
    }

    /** Replaces {@code file}: eight bytes {@code mlcdkey1}, then eight bytes a key, big-endian. */
    void write(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            out.write(MAGIC);
            for (long key : sorted) {
                out.writeLong(key);
            }
        }
    }

    /** @throws IOException when {@code file} is no such file */
    static ContentKeys read(Path file) throws IOException {
        long bytes = Files.size(file) - MAGIC.length;
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            if (bytes < 0 || bytes % Long.BYTES != 0 || !Arrays.equals(in.readNBytes(MAGIC.length), MAGIC)) {
                throw new IOException(file + " holds no content keys of a data set");
            }
            long[] keys = new long[Math.toIntExact(bytes / Long.BYTES)];
            for (int i = 0; i < keys.length; i++) {
                keys[i] = in.readLong();
            }
            return new ContentKeys(keys);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ContentKeys keys && Arrays.equals(sorted, keys.sorted);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(sorted);
    }
}
