package io.jenkins.plugins.mlcd.bench;

import java.util.random.RandomGenerator;

/** Requests one after the other, some of which fail: the same ones for everybody who asks with the same seed. */
final class ErrorStream {

    private final RandomGenerator random;
    private final double rate;
    private long position;
    private long nextError;

    ErrorStream(RandomGenerator random, double rate) {
        this.random = random;
        this.rate = rate;
        nextError = gap();
    }

    /** The failures among the next {@code requests}. */
    long errors(long requests) {
        long end = position + requests;
        long errors = 0;
        while (nextError <= end) {
            errors++;
            nextError += gap();
        }
        position = end;
        return errors;
    }

    /** Good requests before the next failure, which is passed over. */
    long untilError() {
        long good = nextError - position - 1;
        position = nextError;
        nextError += gap();
        return good;
    }

    private long gap() {
        return rate <= 0 ? Long.MAX_VALUE / 4 : 1 + (long) (Math.log(1 - random.nextDouble()) / Math.log1p(-rate));
    }
}
