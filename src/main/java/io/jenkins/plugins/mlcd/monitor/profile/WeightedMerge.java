package io.jenkins.plugins.mlcd.monitor.profile;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Brings what two sketches retain into the memory of one, as a KLL sketch does when it merges: values of equal weight, a power of two, form a
 * level, and the lowest level that is too full is halved by keeping every second value in rising order, from a random one of the first two,
 * with twice the weight (Karnin, Lang, Liberty 2016).
 */
final class WeightedMerge {

    private static final int LEVELS = 62;
    private static final double SHRINK = 2.0 / 3;
    private static final int LEAST = 8;

    private final double[][] levels = new double[LEVELS][];
    private final SplittableRandom random;
    private int retained;

    /** @param seed for the random choices: the same sketches and seed give the same sketch */
    WeightedMerge(long seed) {
        random = new SplittableRandom(seed);
        Arrays.fill(levels, new double[0]);
    }

    /** Adds values in rising order, each with its weight; a weight is split into its powers of two. */
    void add(double[] values, long[] weights) {
        long powers = Arrays.stream(weights).reduce(0, (a, b) -> a | b);
        for (int level = 0; level < LEVELS; level++) {
            if ((powers >>> level & 1) == 1) {
                addTo(level, values, weights);
            }
        }
    }

    private void addTo(int level, double[] values, long[] weights) {
        double[] own = new double[values.length];
        int size = 0;
        for (int i = 0; i < values.length; i++) {
            if ((weights[i] >>> level & 1) == 1) {
                own[size++] = values[i];
            }
        }
        levels[level] = merged(levels[level], own, size);
        retained += size;
    }

    /** Halves levels until no more than a sketch of size {@code k} may hold is left. */
    void compact(int k) {
        while (true) {
            int top = LEVELS - 1;
            while (top > 0 && levels[top].length == 0) {
                top--;
            }
            int capacity = 0;
            int full = -1;
            for (int level = top; level >= 0; level--) {
                int own = (int) Math.max(LEAST, Math.ceil(k * Math.pow(SHRINK, top - level)));
                capacity += own;
                full = levels[level].length > own ? level : full;
            }
            if (retained <= capacity || full < 0) {
                return;
            }
            halve(full);
        }
    }

    /** Of an odd number one value stays: the first or the last, at random. */
    private void halve(int level) {
        double[] values = levels[level];
        int pairs = values.length / 2;
        boolean odd = values.length % 2 == 1;
        boolean firstStays = odd && random.nextBoolean();
        int from = (firstStays ? 1 : 0) + random.nextInt(2);
        double[] kept = new double[pairs];
        for (int i = 0; i < pairs; i++) {
            kept[i] = values[from + 2 * i];
        }
        levels[level] = odd ? new double[] {values[firstStays ? 0 : values.length - 1]} : new double[0];
        levels[level + 1] = merged(levels[level + 1], kept, pairs);
        retained -= pairs;
    }

    private static double[] merged(double[] a, double[] b, int sizeB) {
        double[] all = new double[a.length + sizeB];
        int i = 0;
        int j = 0;
        for (int at = 0; at < all.length; at++) {
            all[at] = j == sizeB || i < a.length && a[i] <= b[j] ? a[i++] : b[j++];
        }
        return all;
    }

    int size() {
        return retained;
    }

    /** Fills both arrays, of {@link #size}, with the values in rising order and the weight of each. */
    void drain(double[] values, long[] weights) {
        int[] next = new int[LEVELS];
        int used = 0;
        while (used < LEVELS && Arrays.stream(levels, used, LEVELS).anyMatch(level -> level.length > 0)) {
            used++;
        }
        for (int at = 0; at < retained; at++) {
            int best = -1;
            for (int level = 0; level < used; level++) {
                if (next[level] < levels[level].length && (best < 0 || levels[level][next[level]] < levels[best][next[best]])) {
                    best = level;
                }
            }
            values[at] = levels[best][next[best]++];
            weights[at] = 1L << best;
        }
    }
}
