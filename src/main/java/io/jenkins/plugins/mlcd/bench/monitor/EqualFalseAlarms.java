package io.jenkins.plugins.mlcd.bench.monitor;

import io.jenkins.plugins.mlcd.bench.monitor.StreamDetector.Family;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Detectors on the same runs of one stream, each with its knob as loose as a share of runs with a false alarm allows. */
final class EqualFalseAlarms {

    private final DriftStream stream;
    private final List<DriftStream.Rows> runs;

    EqualFalseAlarms(DriftStream stream, int runs, RandomGenerator random) {
        this.stream = stream;
        this.runs = IntStream.range(0, runs).mapToObj(i -> stream.draw(random)).toList();
    }

    /**
     * What a detector did.
     *
     * @param falseAlarms share of runs with an alarm before the drift
     * @param delay mean number of rows from the drift to the first alarm, in the runs without a false one; all rows where it missed the drift
     * @param missed share of those runs in which it did
     */
    record Outcome(double knob, double falseAlarms, double delay, double missed) {}

    /** With the loosest knob that gives a false alarm in at most {@code share} of the runs, or else the strictest. */
    Outcome at(double share, Family family) {
        int low = 0;
        int high = family.knobs().size() - 1;
        while (low < high) {
            int middle = (low + high) / 2;
            if (falseAlarms(family, family.knobs().get(middle)) <= share) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return with(family.knobs().get(high), family);
    }

    private double falseAlarms(Family family, double knob) {
        return runs.stream().filter(rows -> family.firstAlarm(knob, rows, stream.change()) < stream.change()).count() / (double) runs.size();
    }

    /** With this setting. */
    Outcome with(double knob, Family family) {
        int[] first = runs.stream().mapToInt(rows -> family.firstAlarm(knob, rows, rows.size())).toArray();
        int end = runs.get(0).size();
        int[] quiet = Arrays.stream(first).filter(row -> row >= stream.change()).toArray();
        double delay = Arrays.stream(quiet).map(row -> Math.min(row + 1, end) - stream.change()).average().orElse(Double.NaN);
        double missed = Arrays.stream(quiet).filter(row -> row == end).count() / (double) Math.max(1, quiet.length);
        return new Outcome(knob, (runs.size() - quiet.length) / (double) runs.size(), delay, missed);
    }
}
