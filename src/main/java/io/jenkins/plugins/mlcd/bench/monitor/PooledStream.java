package io.jenkins.plugins.mlcd.bench.monitor;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Real samples that a model judged, drawn with replacement: from one pool, and from a row on some of them from another.
 *
 * @param labelled whether detectors see errors; if not, they see how sure the model was
 * @param unsure confidence below which a prediction is an event where labels are not known
 * @param share of the samples that come from the other pool after the drift, above 0 and at most 1
 */
record PooledStream(
        String name, boolean labelled, double unsure, List<Judged> before, List<Judged> drifted, double share, int change, int after)
        implements DriftStream {

    /**
     * One sample as the model judged it.
     *
     * @param confidence of the model, 0..1
     */
    record Judged(boolean wrong, double confidence) {}

    PooledStream {
        before = List.copyOf(before);
        drifted = List.copyOf(drifted);
    }

    @Override
    public Rows draw(RandomGenerator random) {
        boolean[] events = new boolean[change + after];
        double[] values = new double[events.length];
        for (int i = 0; i < events.length; i++) {
            List<Judged> pool = i >= change && random.nextDouble() < share ? drifted : before;
            Judged judged = pool.get(random.nextInt(pool.size()));
            events[i] = labelled ? judged.wrong : judged.confidence < unsure;
            values[i] = 1 - judged.confidence;
        }
        return labelled ? Rows.of(events) : new Rows(events, values);
    }

    /** The confidence below which a tenth of the samples of a validation set are. */
    static double unsure(List<Judged> validation) {
        return validation.stream().mapToDouble(Judged::confidence).sorted().skip(validation.size() / 10).findFirst().orElse(0);
    }
}
