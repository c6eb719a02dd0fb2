package io.jenkins.plugins.mlcd.dataset;

import java.util.HexFormat;
import java.util.Map;

/**
 * One captured prediction.
 *
 * @param id of the request, {@code ""} for none
 * @param at when it was answered, ISO-8601; {@code ""} for unknown
 * @param model that answered, such as {@code digits:42}; {@code ""} for unknown
 * @param prediction what it said
 * @param confidence 0 to 1; NaN when it is not known
 * @param label the true label, {@code ""} when it never came back
 * @param more the other columns of the capture by their names
 * @param values the input; finite, but not always within 0 to 1
 */
public record CaptureRow(
        String id, String at, String model, String prediction, double confidence, String label, Map<String, String> more, float[] values) {

    private static final float SCALE = 255;

    public CaptureRow {
        more = Map.copyOf(more);
    }

    /** The values as a part of a data set holds them, 0..255; what is outside of 0 to 1 is cut. */
    public byte[] bytes() {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Math.round(Math.min(1, Math.max(0, values[i])) * SCALE);
        }
        return bytes;
    }

    /** SHA-256 of {@link #bytes}: what makes two samples the same, in a queue and in a data set. */
    public String content() {
        return HexFormat.of().formatHex(new Sample(bytes(), "").digest());
    }

    /** The first 64 bits of {@link #content}, as {@link ContentKeys} have them. */
    public long key() {
        return Sample.key(new Sample(bytes(), "").digest());
    }
}
