package io.jenkins.plugins.mlcd.bench.monitor;

import java.util.List;
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
     * @param levels 1 where the model was wrong and 0 where it was right; where labels are not known, how unsure it was, in levels of a validation set
     * @param scores of the levels, from 0 to 1
     * @param values the same as a number 0..1, not in levels
     */
    record Rows(int[] levels, List<Double> scores, double[] values) {

        static Rows of(boolean[] events) {
            int[] levels = new int[events.length];
            double[] values = new double[events.length];
            for (int i = 0; i < events.length; i++) {
                levels[i] = events[i] ? 1 : 0;
                values[i] = levels[i];
            }
            return new Rows(levels, List.of(0.0, 1.0), values);
        }

        int size() {
            return levels.length;
        }
    }
}
