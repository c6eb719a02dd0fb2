package io.jenkins.plugins.mlcd.agent.target;

import java.nio.charset.StandardCharsets;

/** Draws users evenly, and each always the same: FNV-1a, spread by the finaliser of MurmurHash3. */
final class UserHash {

    private static final long OFFSET = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private UserHash() {}

    /** A number from 0 to below 100 that belongs to {@code text}. */
    static double percent(String text) {
        long hash = OFFSET;
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xff)) * PRIME;
        }
        hash = (hash ^ hash >>> 33) * 0xff51afd7ed558ccdL;
        hash = (hash ^ hash >>> 33) * 0xc4ceb9fe1a85ec53L;
        hash ^= hash >>> 33;
        return (hash >>> 11) * 0x1.0p-53 * 100;
    }
}
