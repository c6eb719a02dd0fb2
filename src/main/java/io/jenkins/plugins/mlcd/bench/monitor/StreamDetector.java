package io.jenkins.plugins.mlcd.bench.monitor;

import java.util.List;
import java.util.stream.IntStream;

/** Watches one stream row by row. */
interface StreamDetector {

    /** Whether it gives an alarm at this row. */
    boolean alarms(int level, double value);

    /** Makes detectors. */
    interface Made {

        /** @param scores of the levels that it will see */
        StreamDetector detector(double knob, List<Double> scores);
    }

    /**
     * Detectors of one kind with a knob by which their false alarms are made equal.
     *
     * @param knobs from the one that alarms soonest to the strictest
     * @param own the setting that the library comes with
     */
    record Family(String name, List<Double> knobs, double own, Made with) {

        /** Knobs in equal steps on a logarithmic scale, both ends included. */
        static List<Double> logarithmic(double from, double to, int steps) {
            return IntStream.rangeClosed(0, steps).mapToObj(i -> from * Math.pow(to / from, (double) i / steps)).toList();
        }

        /** The row of the first alarm, or the number of rows. */
        int firstAlarm(double knob, DriftStream.Rows rows, int end) {
            StreamDetector detector = with.detector(knob, rows.scores());
            for (int i = 0; i < end; i++) {
                if (detector.alarms(rows.levels()[i], rows.values()[i])) {
                    return i;
                }
            }
            return end;
        }
    }
}
