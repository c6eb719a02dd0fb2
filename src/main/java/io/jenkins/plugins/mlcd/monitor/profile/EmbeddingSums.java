package io.jenkins.plugins.mlcd.monitor.profile;

import java.util.stream.IntStream;

/** The moments of vectors while they are gathered. */
final class EmbeddingSums {

    private static final int BLOCK = 64;

    private final JointSums sums;
    private final double[][] waiting;
    private int waits;

    /** @param size numbers of a vector */
    EmbeddingSums(int size) {
        if (size < 1 || size > JointMoments.LIMIT) {
            throw new IllegalArgumentException("an embedding has 1 to " + JointMoments.LIMIT + " numbers, but this one " + size);
        }
        sums = new JointSums(IntStream.range(0, size).mapToObj(i -> "e" + i).toList());
        waiting = new double[size][BLOCK];
    }

    void add(float[] vector) {
        if (vector.length != waiting.length) {
            throw new IllegalArgumentException("an embedding of " + vector.length + " numbers does not fit those of " + waiting.length);
        }
        for (int i = 0; i < vector.length; i++) {
            waiting[i][waits] = vector[i];
        }
        if (++waits == BLOCK) {
            flush();
        }
    }

    private void flush() {
        sums.addAny(waiting, 0, waits);
        waits = 0;
    }

    JointMoments build() {
        flush();
        return sums.build();
    }
}
