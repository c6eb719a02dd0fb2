package io.jenkins.plugins.mlcd.sweep;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the trials of a study have reported, arranged for pruners and kept up to date with every report, so that a decision
 * does not cost more the longer the study is. Everything here follows from the record. Not safe for use by several threads.
 */
public final class Curves {

    private final Direction direction;
    private final SortedMap<Integer, Trial> trials = new TreeMap<>();
    private final Map<Integer, Trial> complete = new TreeMap<>();
    private final Map<Integer, SortedValues> completeAt = new HashMap<>();
    private final Map<Integer, Rung> rungs = new HashMap<>();
    private int lastStep = -1;
    private int grace;

    /** The best value of each trial up to its first report at a step or after it. */
    private final class Rung {
        private final int step;
        private final SortedValues values = new SortedValues();
        private final Map<Integer, Double> byTrial = new HashMap<>();

        private Rung(int step) {
            this.step = step;
            trials.values().forEach(this::put);
        }

        private void put(Trial trial) {
            Integer first = trial.state() == TrialState.LOST ? null : trial.reported().ceilingKey(step);
            Double before = byTrial.get(trial.number());
            // Only the report that reaches the rung, or one that corrects an earlier step, changes anything.
            if (first == null && before == null || first != null && before != null && trial.reported().lastKey() > first) {
                return;
            }
            if (before != null) {
                values.remove(byTrial.remove(trial.number()));
            }
            if (first != null) {
                double value = bestUpTo(trial, first);
                values.add(value);
                byTrial.put(trial.number(), value);
            }
        }
    }

    public Curves(Direction direction) {
        this.direction = direction;
    }

    /** The curves of these trials. */
    public static Curves of(Direction direction, List<Trial> trials) {
        Curves curves = new Curves(direction);
        trials.forEach(curves::put);
        return curves;
    }

    /** Takes in what a trial has become: asked, reported something, or ended. */
    public void put(Trial trial) {
        Trial before = trials.put(trial.number(), trial);
        rungs.values().forEach(rung -> rung.put(trial));
        if (trial.state() == TrialState.COMPLETE && (before == null || before.state() != TrialState.COMPLETE)) {
            complete.put(trial.number(), trial);
            trial.reported().forEach((step, value) -> completeAt.computeIfAbsent(step, key -> new SortedValues()).add(value));
            lastStep = Math.max(lastStep, trial.reported().isEmpty() ? -1 : trial.reported().lastKey());
        }
    }

    /** The study gave its trials more grace: see {@link Pruner#review}. */
    public void grace(int step) {
        grace = step;
    }

    public Direction direction() {
        return direction;
    }

    /** The complete trials by number; a live view. */
    public Collection<Trial> complete() {
        return Collections.unmodifiableCollection(complete.values());
    }

    public int completeCount() {
        return complete.size();
    }

    /** What the complete trials reported at exactly this step. */
    public SortedValues completeAt(int step) {
        return completeAt.getOrDefault(step, new SortedValues());
    }

    /** The best value of each trial, in whatever state but lost, up to its first report at {@code step} or after it; a live view. */
    public SortedValues reached(int step) {
        return rungs.computeIfAbsent(step, Rung::new).values;
    }

    /** The last step that a complete trial has reported; empty before one is complete. */
    public OptionalInt lastStep() {
        return lastStep < 0 ? OptionalInt.empty() : OptionalInt.of(lastStep);
    }

    /** The step before which the study lets every trial go on, when it has found that earlier steps say too little; else 0. */
    public int grace() {
        return grace;
    }

    /** The first trials, at most {@code count} by number. */
    public Collection<Trial> first(int count) {
        return Collections.unmodifiableCollection(trials.headMap(count).values());
    }

    /** The best value that a trial has reported up to a step; {@code NaN} when it reported no number. */
    public double bestUpTo(Trial trial, int step) {
        double best = Double.NaN;
        for (Map.Entry<Integer, Double> reported : trial.reported().entrySet()) {
            if (reported.getKey() > step) {
                break;
            }
            if (Double.isNaN(best) || direction.better(reported.getValue(), best)) {
                best = reported.getValue();
            }
        }
        return best;
    }
}
