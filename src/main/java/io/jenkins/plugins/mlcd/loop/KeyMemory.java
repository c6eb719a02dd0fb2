package io.jenkins.plugins.mlcd.loop;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Which causes a job received, by 64 bits of a digest of their keys: the newest {@value #MOST}. So the memory that a storm takes has a
 * limit, and two of that many keys are taken for one with a probability of less than one in a billion.
 */
final class KeyMemory {

    static final int MOST = 100_000;

    private final LinkedHashMap<Long, Integer> ids = new LinkedHashMap<>();

    OptionalInt find(String key) {
        Integer id = ids.get(digest(key));
        return id == null ? OptionalInt.empty() : OptionalInt.of(id);
    }

    void add(String key, int id) {
        put(digest(key), id);
    }

    private void put(long digest, int id) {
        ids.put(digest, id);
        if (ids.size() > MOST) {
            ids.remove(ids.keySet().iterator().next());
        }
    }

    int size() {
        return ids.size();
    }

    /** All of it, as base64. */
    String save() {
        ByteBuffer bytes = ByteBuffer.allocate(ids.size() * (Long.BYTES + Integer.BYTES));
        for (Map.Entry<Long, Integer> entry : ids.entrySet()) {
            bytes.putLong(entry.getKey()).putInt(entry.getValue());
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
