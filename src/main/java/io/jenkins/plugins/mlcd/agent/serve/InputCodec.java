package io.jenkins.plugins.mlcd.agent.serve;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Inputs as compact text without loss: {@code u8:} and base64 of one byte a value when every value is a whole number of
 * 255ths, as pixels are, and else {@code f32:} and base64 of little-endian 32-bit floats.
 */
final class InputCodec {

    private static final String BYTES = "u8:";
    private static final String FLOATS = "f32:";
    private static final float LEVELS = 255;

    private InputCodec() {}

    static String encode(float[] input) {
        return new String(ascii(input), StandardCharsets.US_ASCII);
    }

    /** As {@link #encode}, as ASCII, none of which needs an escape in JSON. */
    static byte[] ascii(float[] input) {
        byte[] levels = new byte[input.length];
        for (int i = 0; i < input.length; i++) {
            int level = Math.round(input[i] * LEVELS);
            if (level < 0 || level > LEVELS || level / LEVELS != input[i]) {
                return ascii(FLOATS, floats(input));
            }
            levels[i] = (byte) level;
        }
        return ascii(BYTES, levels);
    }

    private static byte[] ascii(String kind, byte[] values) {
        byte[] text = Base64.getEncoder().encode(values);
        byte[] all = new byte[kind.length() + text.length];
        for (int i = 0; i < kind.length(); i++) {
            all[i] = (byte) kind.charAt(i);
        }
        System.arraycopy(text, 0, all, kind.length(), text.length);
        return all;
    }

    /** @throws IllegalArgumentException when {@code text} was not written by {@link #encode} */
    static float[] decode(String text) {
        if (text.startsWith(BYTES)) {
            byte[] levels = Base64.getDecoder().decode(text.substring(BYTES.length()));
            float[] input = new float[levels.length];
            for (int i = 0; i < levels.length; i++) {
                input[i] = (levels[i] & 0xff) / LEVELS;
            }
            return input;
        }
        if (!text.startsWith(FLOATS)) {
            throw new IllegalArgumentException("an input starts with " + BYTES + " or " + FLOATS);
        }
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(text.substring(FLOATS.length())))
                .order(ByteOrder.LITTLE_ENDIAN);
        float[] input = new float[bytes.remaining() / Float.BYTES];
        bytes.asFloatBuffer().get(input);
        return input;
    }

    /** How many values {@code text} stands for, by its length. */
    static int values(String text) {
        int start = text.startsWith(BYTES) ? BYTES.length() : FLOATS.length();
        int padding = text.endsWith("==") ? 2 : text.endsWith("=") ? 1 : 0;
        int bytes = Math.max(0, text.length() - start) / 4 * 3 - padding;
        return text.startsWith(BYTES) ? bytes : bytes / Float.BYTES;
    }

    private static byte[] floats(float[] input) {
        ByteBuffer bytes = ByteBuffer.allocate(input.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(input);
        return bytes.array();
    }
}
