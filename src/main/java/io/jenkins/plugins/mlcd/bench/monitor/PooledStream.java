package io.jenkins.plugins.mlcd.bench.monitor;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Real samples that a model judged, drawn with replacement: from one pool, and from a row on some of them from another.
 *
 * @param labelled whether detectors see errors; if not, they see how sure the model was
 * @param cuts confidences that cut a validation set into levels, falling
 * @param share of the samples that come from the other pool after the drift, above 0 and at most 1
 */
record PooledStream(
        String name, boolean labelled, List<Double> cuts, List<Judged> before, List<Judged> drifted, double share, int change, int after)
        implements DriftStream {

    /** Shares of a validation set that are less sure than the cuts: closer together where predictions are unsure. */
    private static final double[] SHARES = {0.7, 0.5, 0.35, 0.25, 0.15, 0.1, 0.05, 0.02};

    private static final List<Double> SCORES = IntStream.rangeClosed(0, SHARES.length).mapToObj(i -> (double) i / SHARES.length).toList();

    /**
     * One sample as the model judged it.
     *
     * @param confidence of the model, 0..1
     */
    record Judged(boolean wrong, double confidence) {}

    PooledStream {
        cuts = List.copyOf(cuts);
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
            levels[i] = (int) cuts.stream().filter(cut -> judged.confidence < cut).count();
            values[i] = 1 - judged.confidence;
        }
        return labelled ? Rows.of(events) : new Rows(levels, SCORES, values);
    }

    /** The confidences that cut a validation set into levels, from the highest on. */
    static List<Double> cuts(List<Judged> validation) {
        double[] sorted = validation.stream().mapToDouble(Judged::confidence).sorted().toArray();
        return DoubleStream.of(SHARES).mapToObj(share -> sorted[(int) (sorted.length * share)]).toList();
    }
}
