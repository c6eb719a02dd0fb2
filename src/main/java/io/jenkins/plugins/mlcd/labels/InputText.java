package io.jenkins.plugins.mlcd.labels;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;

/**
 * An input as text, as capture files have it: {@code u8:} and base64 of one byte a value where every value is a whole number of 255ths, else {@code f32:} and
 * base64 of little-endian 32-bit floats.
 */
final class InputText {

    private static final String BYTES = "u8:";
    private static final String FLOATS = "f32:";
    private static final float SCALE = 255;

    private InputText() {}

    static String of(float[] values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            int level = Math.round(values[i] * SCALE);
            if (level < 0 || level > SCALE || Math.abs(level / SCALE - values[i]) > 1e-6f) {
                return floats(values);
            }
            bytes[i] = (byte) level;
        }
        return BYTES + Base64.getEncoder().encodeToString(bytes);
    }

    private static String floats(float[] values) {
        ByteBuffer buffer = ByteBuffer.allocate(Float.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            buffer.putFloat(value);
        }
        return FLOATS + Base64.getEncoder().encodeToString(buffer.array());
    }

    /** @throws IllegalArgumentException when it is no such text */
    static float[] parse(String text) {
        if (text.startsWith(BYTES)) {
            byte[] bytes = Base64.getDecoder().decode(text.substring(BYTES.length()));
            float[] values = new float[bytes.length];
            for (int i = 0; i < bytes.length; i++) {
                values[i] = (bytes[i] & 0xff) / SCALE;
            }
            return values;
        }
        if (text.startsWith(FLOATS)) {
            ByteBuffer buffer = ByteBuffer.wrap(Base64.getDecoder().decode(text.substring(FLOATS.length()))).order(ByteOrder.LITTLE_ENDIAN);
            float[] values = new float[buffer.remaining() / Float.BYTES];
            buffer.asFloatBuffer().get(values);
            return values;
        }
        throw new IllegalArgumentException("an input begins with u8: or f32:");
    }
}
