package io.jenkins.plugins.mlcd.bench.monitor;

import java.util.random.RandomGenerator;

/** A stream of predictions with a drift that begins at a known row. */
interface DriftStream {

    String name();

    /** Rows before the drift. */
    int change();

    /** One stream, of {@link #change} rows and more. */
    Rows draw(RandomGenerator random);

    /**
     * Rows as detectors see them.
     *
     * @param events whether the model was wrong, or less sure than most often in validation where labels are not known
     * @param values the same as a number 0..1: 1 for an event, or how unsure the model was
     */
    record Rows(boolean[] events, double[] values) {

        static Rows of(boolean[] events) {
            double[] values = new double[events.length];
            for (int i = 0; i < events.length; i++) {
                values[i] = events[i] ? 1 : 0;
            }
            return new Rows(events, values);
        }
    }
}
