package io.jenkins.plugins.mlcd.bench.monitor;

import io.jenkins.plugins.mlcd.stats.FalseAlarms;
import io.jenkins.plugins.mlcd.stats.RiseDetector;

/** Decides after each row whether the model is trained again. */
interface RetrainPolicy {

    /** A new model is in production: how often it was wrong on samples that were held out. */
    void deployed(long errors, long heldOut);

    /**
     * After a row.
     *
     * @return how many of the last rows to train on; 0 not to train
     */
    int after(int row, boolean wrong);

    /** Never. */
    static RetrainPolicy never() {
        return every(Integer.MAX_VALUE, 0);
    }

    /** Every {@code period} rows, on the last {@code window}. */
    static RetrainPolicy every(int period, int window) {
        return new RetrainPolicy() {
            @Override
            public void deployed(long errors, long heldOut) {
                // the calendar does not care
            }

            @Override
            public int after(int row, boolean wrong) {
                return (row + 1) % period == 0 ? window : 0;
            }
        };
    }

    /**
     * When errors rise against what was held out: on the rows since the rise, at least {@code least}; and again each time when there are three times as
     * many of them, up to {@code most}. Not twice within {@code cooldown} rows.
     */
    static RetrainPolicy onDrift(double runLength, int least, int most, int cooldown) {
        return new OnDrift(runLength, least, most, cooldown);
    }

    /** See {@link RetrainPolicy#onDrift}. */
    final class OnDrift implements RetrainPolicy {

        private static final int GROWTH = 3;

        private final FalseAlarms policy;
        private final int least;
        private final int most;
        private final int cooldown;
        private RiseDetector detector;
        private int risen;
        private int trained;
        private int quiet;

        private OnDrift(double runLength, int least, int most, int cooldown) {
            this.policy = FalseAlarms.every(runLength);
            this.least = least;
            this.most = most;
            this.cooldown = cooldown;
            this.trained = most;
        }

        @Override
        public void deployed(long errors, long heldOut) {
            detector = RiseDetector.against(errors, heldOut, policy);
        }

        @Override
        public int after(int row, boolean wrong) {
            detector = detector.plus(wrong);
            quiet--;
            if (quiet > 0) {
                return 0;
            }
            if (detector.isAlarm() && detector.rowsSince() >= least) {
                risen = row + 1 - (int) Math.round(detector.rowsSince());
                return train(row);
            }
            return trained < most && row + 1 - risen >= Math.min(most, GROWTH * trained) ? train(row) : 0;
        }

        private int train(int row) {
            quiet = cooldown;
            trained = Math.min(most, row + 1 - risen);
            return trained;
        }
    }
}
