package io.jenkins.plugins.mlcd.dataset;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * One sample of a part.
 *
 * @param values its values, 0..255
 * @param label its class; empty when it is unlabelled or none of the classes
 */
record Sample(byte[] values, String label) {

    /** In IDX files, the label of what is none of the classes. */
    static final int NO_CLASS = 255;

    /** SHA-256 of the values: what makes two samples the same. */
    byte[] digest() {
        return sha256().digest(values);
    }

    /** The first 64 bits of {@code digest}. */
    static long key(byte[] digest) {
        return ByteBuffer.wrap(digest).getLong();
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
