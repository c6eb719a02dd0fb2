package io.jenkins.plugins.mlcd.dataset;

import io.jenkins.plugins.mlcd.stats.Distribution;
import java.util.stream.IntStream;

/**
 * How often each of the values 0 to 255 occurs: exact in bounded memory.
 *
 * @param counts 256 of them
 */
record ByteHistogram(long[] counts) implements Distribution {

    static final int BINS = 256;

    ByteHistogram {
        if (counts.length != BINS) {
            throw new IllegalArgumentException("a histogram of bytes has " + BINS + " counts, not " + counts.length);
        }
    }

    @Override
    public long count() {
        return upTo(BINS - 1.0);
    }

    @Override
    public double[] points() {
        return IntStream.range(0, BINS).filter(i -> counts[i] > 0).asDoubleStream().toArray();
    }

    @Override
    public double rank(double x) {
        return x < 0 ? 0 : (double) upTo(x) / count();
    }

    @Override
    public double rankError() {
        return 0;
    }

    private long upTo(double x) {
        long sum = 0;
        for (int i = 0; i < BINS && i <= x; i++) {
            sum += counts[i];
        }
        return sum;
    }
}
