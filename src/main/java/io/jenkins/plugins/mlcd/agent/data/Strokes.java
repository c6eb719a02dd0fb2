package io.jenkins.plugins.mlcd.agent.data;

/** Deterministic changes of how a 28 x 28 digit is written; each is something that a scanner, a pen or a new group of writers does. */
public enum Strokes {
    /** Sheared by half a pixel a row about the middle row, as by a hand that leans. */
    SLANTED {
        @Override
        byte[] apply(byte[] image) {
            byte[] out = new byte[image.length];
            for (int y = 0; y < SIDE; y++) {
                for (int x = 0; x < SIDE; x++) {
                    double from = x - SHEAR * ((SIDE - 1) / 2.0 - y);
                    int left = (int) Math.floor(from);
                    double share = from - left;
                    out[y * SIDE + x] = (byte) Math.round((1 - share) * at(image, left, y) + share * at(image, left + 1, y));
                }
            }
            return out;
        }
    },
    /** Each pixel becomes the darkest ink within one pixel of it, twice, as by a broad pen. */
    THICK {
        @Override
        byte[] apply(byte[] image) {
            return dilate(dilate(image));
        }
    },
    /** Ink and paper changed places. */
    INVERTED {
        @Override
        byte[] apply(byte[] image) {
            byte[] out = new byte[image.length];
            for (int i = 0; i < out.length; i++) {
                out[i] = (byte) (255 - Byte.toUnsignedInt(image[i]));
            }
            return out;
        }
    };

    static final int SIDE = 28;
    private static final double SHEAR = 0.5;

    /** A changed copy of {@code image}, 28 rows of 28 unsigned bytes. */
    abstract byte[] apply(byte[] image);

    private static int at(byte[] image, int x, int y) {
        return x < 0 || x >= SIDE || y < 0 || y >= SIDE ? 0 : Byte.toUnsignedInt(image[y * SIDE + x]);
    }

    private static byte[] dilate(byte[] image) {
        byte[] out = new byte[image.length];
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                int across = Math.max(at(image, x - 1, y), at(image, x + 1, y));
                int down = Math.max(at(image, x, y - 1), at(image, x, y + 1));
                out[y * SIDE + x] = (byte) Math.max(at(image, x, y), Math.max(across, down));
            }
        }
        return out;
    }
}
