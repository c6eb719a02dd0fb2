package io.jenkins.plugins.mlcd.monitor.profile;

import java.util.SplittableRandom;
import org.apache.datasketches.kll.KllDoublesSketch;

/**
 * A {@link QuantileSketch} while it is gathered, from sorted blocks. The first {@value #ALL} values go into a KLL sketch as they are. Of a later
 * whole block every {@value #STEP}th goes into a second one, from a random place among the first {@value #STEP}: what the lowest three levels of the sketch would
 * do with the block, but in one step. A rank is then off by less than {@value #STEP} of a block, at random and without bias, which over many
 * blocks is a small part of the sketch's own error.
 */
final class QuantileColumn {

    private static final int ALL = 32_768;
    private static final int STEP = 8;

    private final KllDoublesSketch all = KllDoublesSketch.newHeapInstance(QuantileSketch.K);
    private final SplittableRandom random;
    private final double[] chosen = new double[ProfileBuilder.BLOCK / STEP];
    private KllDoublesSketch thinned;

    QuantileColumn(long seed) {
        random = new SplittableRandom(seed);
    }

    /** @param sorted at most {@value ProfileBuilder#BLOCK} values in rising order */
    void add(double[] sorted, int size) {
        if (size < ProfileBuilder.BLOCK || all.getN() < ALL) {
            all.update(sorted, 0, size);
            return;
        }
        if (thinned == null) {
            thinned = KllDoublesSketch.newHeapInstance(QuantileSketch.K);
        }
        int next = 0;
        for (int i = random.nextInt(STEP); i < size; i += STEP) {
            chosen[next++] = sorted[i];
        }
        thinned.update(chosen, 0, next);
    }

    /** @param min the smallest of the values, and {@code max} the largest; of no meaning when there is none */
    QuantileSketch build(double min, double max) {
        QuantileSketch first = QuantileSketch.of(all);
        return thinned == null ? first : first.merge(QuantileSketch.of(thinned).times(STEP), min, max);
    }
}
