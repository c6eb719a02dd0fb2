package io.jenkins.plugins.mlcd.bench.monitor;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Real samples that a model judged, drawn with replacement: from one pool, and from a row on some of them from another.
 *
 * @param labelled whether detectors see errors; if not, they see how sure the model was
 * @param tenths confidences that cut the validation set into ten equal parts, falling
 * @param share of the samples that come from the other pool after the drift, above 0 and at most 1
 */
record PooledStream(
        String name, boolean labelled, List<Double> tenths, List<Judged> before, List<Judged> drifted, double share, int change, int after)
        implements DriftStream {

    private static final int TENTHS = 10;
    private static final List<Double> SCORES = IntStream.range(0, TENTHS).mapToObj(i -> i / (TENTHS - 1.0)).toList();

    /**
     * One sample as the model judged it.
     *
     * @param confidence of the model, 0..1
     */
    record Judged(boolean wrong, double confidence) {}

    PooledStream {
        tenths = List.copyOf(tenths);
        before = List.copyOf(before);
        drifted = List.copyOf(drifted);
    }

    @Override
    public Rows draw(RandomGenerator random) {
        boolean[] events = new boolean[change + after];
        int[] levels = new int[events.length];
        double[] values = new double[events.length];
        for (int i = 0; i < events.length; i++) {
            List<Judged> pool = i >= change && random.nextDouble() < share ? drifted : before;
            Judged judged = pool.get(random.nextInt(pool.size()));
            events[i] = judged.wrong;
            levels[i] = (int) tenths.stream().filter(tenth -> judged.confidence < tenth).count();
            values[i] = 1 - judged.confidence;
        }
        return labelled ? Rows.of(events) : new Rows(levels, SCORES, values);
    }

    /** The nine confidences that cut a validation set into ten equal parts, from the highest on. */
    static List<Double> tenths(List<Judged> validation) {
        double[] sorted = validation.stream().mapToDouble(Judged::confidence).sorted().toArray();
        return IntStream.range(1, TENTHS).mapToObj(i -> sorted[sorted.length * (TENTHS - i) / TENTHS]).toList();
    }
}
