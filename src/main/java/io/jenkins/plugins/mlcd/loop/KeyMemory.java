package io.jenkins.plugins.mlcd.loop;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.OptionalInt;

/**
 * Which causes a job received, by 64 bits of a digest of their keys: the newest {@value #MOST}. So the memory that a storm takes has a
 * limit, and two of that many keys are taken for one with a probability of less than one in a billion. It
 * stands in a ring in the order in which the keys came, and a table of twice the ring's length finds its place there.
 */
final class KeyMemory {

    static final int MOST = 100_000;

    private static final int FIRST_CAPACITY = 16;

    /** Both of one length, a power of two; the oldest key is at {@code first}. */
    private long[] digests = new long[FIRST_CAPACITY];
    private int[] ids = new int[FIRST_CAPACITY];
    private int first;
    private int size;

    /** Places in the ring plus one; 0 is free. Searched from where the digest points to, to the first free one. */
    private int[] table = new int[2 * FIRST_CAPACITY];

    OptionalInt find(String key) {
        int place = table[slot(digest(key))];
        return place == 0 ? OptionalInt.empty() : OptionalInt.of(ids[place - 1]);
    }

    void add(String key, int id) {
        put(digest(key), id);
    }

    private void put(long digest, int id) {
        int place = table[slot(digest)];
        if (place > 0) {
            ids[place - 1] = id;
            return;
        }
        if (size == MOST) {
            forgetOldest();
        }
        if (size == digests.length) {
            grow();
        }
        int end = first + size & digests.length - 1;
        digests[end] = digest;
        ids[end] = id;
        size++;
        table[slot(digest)] = end + 1;
    }

    /** Where the table has that digest, or where it would go. */
    private int slot(long digest) {
        int slot = home(digest);
        while (table[slot] > 0 && digests[table[slot] - 1] != digest) {
            slot = slot + 1 & table.length - 1;
        }
        return slot;
    }

    /** A digest is as good as random, so its last bits will do. */
    private int home(long digest) {
        return (int) digest & table.length - 1;
    }

    /** What was put behind the freed slot because others were in its way moves up (Knuth, The Art of Computer Programming 3, algorithm 6.4R). */
    private void forgetOldest() {
        int free = slot(digests[first]);
        table[free] = 0;
        first = first + 1 & digests.length - 1;
        size--;
        for (int slot = free + 1 & table.length - 1; table[slot] > 0; slot = slot + 1 & table.length - 1) {
            int home = home(digests[table[slot] - 1]);
            boolean between = free <= slot ? free < home && home <= slot : free < home || home <= slot;
            if (!between) {
                table[free] = table[slot];
                table[slot] = 0;
                free = slot;
            }
        }
    }

    private void grow() {
        long[] oldDigests = digests;
        int[] oldIds = ids;
        digests = Arrays.copyOf(oldDigests, 2 * oldDigests.length);
        ids = Arrays.copyOf(oldIds, 2 * oldIds.length);
        table = new int[4 * oldDigests.length];
        for (int i = 0; i < size; i++) {
            int from = first + i & oldDigests.length - 1;
            digests[i] = oldDigests[from];
            ids[i] = oldIds[from];
        }
        first = 0;
        for (int i = 0; i < size; i++) {
            table[slot(digests[i])] = i + 1;
        }
    }

    int size() {
        return size;
    }

    /** Keys that it has room for: 20 bytes each. */
    int capacity() {
        return digests.length;
    }

    /** All of it, as base64. */
    String save() {
        ByteBuffer bytes = ByteBuffer.allocate(size * (Long.BYTES + Integer.BYTES));
        for (int i = 0; i < size; i++) {
            int place = first + i & digests.length - 1;
            bytes.putLong(digests[place]).putInt(ids[place]);
        }
        return Base64.getEncoder().encodeToString(bytes.array());
    }

    void load(String saved) {
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(saved));
        while (bytes.remaining() >= Long.BYTES + Integer.BYTES) {
            put(bytes.getLong(), bytes.getInt());
        }
    }

    private static long digest(String key) {
        try {
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8))).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
