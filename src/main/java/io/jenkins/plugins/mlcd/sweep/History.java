package io.jenkins.plugins.mlcd.sweep;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The trials of a study as a sampler sees them, kept up to date as they end, so that a suggestion does not cost more the
 * longer the study is. Not safe for use by several threads.
 */
public final class History {

    /**
     * A trial and where it lies.
     *
     * @param position a position a parameter ({@link SearchSpace#positions}); not to be changed
     */
    public record Observation(Trial trial, double[] position) {}

    /** The finished trials of one algorithm. */
    private static final class Finished {
        private final List<Observation> inOrder = new ArrayList<>();
        private final NavigableSet<Observation> ranked;

        private Finished(Comparator<Observation> order) {
            ranked = new TreeSet<>(order);
        }
    }

    private final Map<String, SearchSpace> algorithms;
    private final Map<String, Finished> finished = new LinkedHashMap<>();
    private final NavigableSet<Observation> ranked;
    private final SortedMap<Integer, Observation> running = new TreeMap<>();

    /** @param best orders finished trials, best first, with no two equal */
    public History(Map<String, SearchSpace> algorithms, Comparator<Trial> best) {
        Comparator<Observation> order = Comparator.comparing(Observation::trial, best);
        this.algorithms = algorithms;
        this.ranked = new TreeSet<>(order);
        algorithms.keySet().forEach(name -> finished.put(name, new Finished(order)));
    }

    /** Takes in what a trial has become; a trial that is not of these spaces is left out. */
    public void put(Trial trial) {
        Observation before = running.remove(trial.number());
        Observation now = before == null ? locate(trial) : new Observation(trial, before.position());
        if (now == null) {
            return;
        }
        if (trial.state().finished()) {
            ranked.add(now);
            finished.get(trial.algorithm()).ranked.add(now);
            finished.get(trial.algorithm()).inOrder.add(now);
        } else {
            running.put(trial.number(), now);
        }
    }

    private Observation locate(Trial trial) {
        SearchSpace space = algorithms.get(trial.algorithm());
        return space == null ? null : space.positions(trial.params()).map(position -> new Observation(trial, position)).orElse(null);
    }

    /** The finished trials of all algorithms, best first; a live view. */
    public NavigableSet<Observation> ranked() {
        return Collections.unmodifiableNavigableSet(ranked);
    }

    /** The finished trials of an algorithm, best first; a live view. */
    public NavigableSet<Observation> ranked(String algorithm) {
        return Collections.unmodifiableNavigableSet(finished.get(algorithm).ranked);
    }

    /** The finished trials of an algorithm in the order in which they ended; a live view. */
    public List<Observation> finished(String algorithm) {
        return Collections.unmodifiableList(finished.get(algorithm).inOrder);
    }

    /** The trials that workers run, or will run again because they were lost, by number; a live view. */
    public Collection<Observation> running() {
        return Collections.unmodifiableCollection(running.values());
    }
}
