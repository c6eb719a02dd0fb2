package io.jenkins.plugins.mlcd.agent.data;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * SHA-256 over what a sample is, not where it lies: the values rounded to 1/255, so that an image has the same hash as IDX bytes and as
 * decimals in a CSV file.
 */
public final class ContentHash {

    private static final int LAST_INTEGER = 28;

    private ContentHash() {}

    /** The 32-byte hash of one input. */
    public static byte[] of(float[] input) {
        byte[] bytes = new byte[input.length];
        for (int i = 0; i < input.length; i++) {
            bytes[i] = (byte) Math.round(input[i] * 255f);
        }
        return sha256().digest(bytes);
    }

    /**
     * A number from 0 (included) to 1 (excluded) that depends on the content only, uniform over contents. It is made of the hash's last
     * bytes, so that it tells nothing about the order of hashes: data sets are cut by that order.
     */
    public static double unit(float[] input) {
        return Integer.toUnsignedLong(ByteBuffer.wrap(of(input)).getInt(LAST_INTEGER)) / 4294967296.0;
    }

    /** The version of a part, {@code sha256:...} over its samples' contents and labels; their order does not matter. */
    public static String version(Part part) {
        byte[][] rows = new byte[part.size()][];
        for (int i = 0; i < rows.length; i++) {
            Part.Sample sample = part.get(i);
            MessageDigest digest = sha256();
            digest.update(of(sample.input()));
            rows[i] = digest.digest(sample.label().orElse("").getBytes(StandardCharsets.UTF_8));
        }
        Arrays.sort(rows, Arrays::compareUnsigned);
        MessageDigest digest = sha256();
        for (byte[] row : rows) {
            digest.update(row);
        }
        return "sha256:" + HexFormat.of().formatHex(digest.digest());
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
