package io.jenkins.plugins.mlcd.stats;

/**
 * How seldom a {@link RiseDetector} gives a false alarm.
 *
 * @param runLength mean number of rows to a false alarm, at least; 0 when {@code alpha} is held instead
 * @param alpha chance of ever giving one, at most; 0 when {@code runLength} is held instead
 * @param horizon rows within which half of the rises are expected, when {@code alpha} is held
 * @param warmUp rows, with those of a validation set, below which the rate is only learnt and no rise is looked for
 */
public record FalseAlarms(double runLength, double alpha, double horizon, long warmUp) {

    public static final long WARM_UP = 30;

    private static final double HORIZON = 5_000;

    public FalseAlarms {
        boolean counts = runLength >= 1 && alpha == 0;
        boolean ever = runLength == 0 && alpha > 0 && alpha < 1 && horizon > 0;
        if (!counts && !ever || warmUp < 0) {
            throw new IllegalArgumentException("false alarms are stated by a run length of at least 1 row, or by a chance between 0 and 1 with"
                    + " a horizon above 0, but they are " + runLength + ", " + alpha + " and " + horizon);
        }
    }

    /** For a stream that goes on: at least so many rows to a false alarm in the mean. */
    public static FalseAlarms every(double rows) {
        return new FalseAlarms(rows, 0, 0, WARM_UP);
    }

    /** For one watch: at most this chance of a false alarm, however long it lasts. */
    public static FalseAlarms ever(double alpha) {
        return new FalseAlarms(0, alpha, HORIZON, WARM_UP);
    }

    /** With the first rows of a stream as its reference. */
    public FalseAlarms after(long rows) {
        return new FalseAlarms(runLength, alpha, horizon, rows);
    }

    double threshold() {
        return alpha == 0 ? runLength : 1 / alpha;
    }

    /** The weight of a rise before the next rows: one each, or its chance among all, in which half are within the horizon and the rest far out. */
    double weight(long before, long rows) {
        return alpha == 0 ? rows : rest(before) - rest(before + rows);
    }

    /** Chance that is left for rises later on. */
    double rest(long before) {
        return alpha == 0 ? 0 : horizon / (horizon + before);
    }
}
