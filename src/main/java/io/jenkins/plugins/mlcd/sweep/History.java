package io.jenkins.plugins.mlcd.sweep;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

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

    /**
     * What an earlier build found out.
     *
     * @param weight how much it counts, above 0 and at most 1
     * @param ranked its trials, best first
     */
    public record Known(double weight, List<Earlier.Tried> ranked, Map<String, List<double[]>> positions) {

        /** Where its trials of an algorithm lie, best first. */
        public List<double[]> positions(String algorithm) {
            return positions.getOrDefault(algorithm, List.of());
        }
    }

    /** The finished trials of one algorithm. */
    private static final class Finished {
        private final List<Observation> inOrder = new ArrayList<>();
        private final Ranking ranking;

        private Finished(List<Objective> objectives) {
            ranking = Ranking.of(objectives);
        }
    }

    private final Map<String, SearchSpace> algorithms;
    private final Map<String, Finished> finished = new LinkedHashMap<>();
    private final Ranking ranking;
    private final SortedMap<Integer, Observation> running = new TreeMap<>();
    private final Set<Suggestion> tried = new HashSet<>();
    private List<Known> earlier = List.of();

    /** Of a study with one objective. */
    public History(Map<String, SearchSpace> algorithms, Direction direction) {
        this(algorithms, List.of(new Objective("value", direction)));
    }

    /** @param objectives decide which finished trials are the better ones */
    public History(Map<String, SearchSpace> algorithms, List<Objective> objectives) {
        this.algorithms = algorithms;
        this.ranking = Ranking.of(objectives);
        algorithms.keySet().forEach(name -> finished.put(name, new Finished(objectives)));
    }

    /** Takes in what a trial has become; a trial that is not of these spaces is left out. */
    public void put(Trial trial) {
        Observation before = running.remove(trial.number());
        Observation now = before == null ? locate(trial) : new Observation(trial, before.position());
        if (now == null) {
            return;
        }
        tried.add(new Suggestion(trial.algorithm(), trial.params()));
        if (trial.state().finished()) {
            ranking.add(now);
            finished.get(trial.algorithm()).ranking.add(now);
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
    public Collection<Observation> ranked() {
        return ranking.bestFirst();
    }

    /** The finished trials of an algorithm, best first; a live view. */
    public Collection<Observation> ranked(String algorithm) {
        return finished.get(algorithm).ranking.bestFirst();
    }

    /** The finished trials of an algorithm in the order in which they ended; a live view. */
    public List<Observation> finished(String algorithm) {
        return Collections.unmodifiableList(finished.get(algorithm).inOrder);
    }

    /** Whether there is a trial of just this. */
    public boolean tried(Suggestion suggestion) {
        return tried.contains(suggestion);
    }

    /** What earlier builds found out, latest first; none unless the study asked for it. */
    public List<Known> earlier() {
        return earlier;
    }

    /** Takes in what earlier builds found out; before the first trial. */
    public void startFrom(List<Earlier> builds) {
        earlier = builds.stream().map(build -> new Known(build.weight(), build.trials(), positions(build))).toList();
    }

    private Map<String, List<double[]>> positions(Earlier build) {
        Map<String, List<double[]>> positions = new LinkedHashMap<>();
        build.trials().forEach(trial -> Optional.ofNullable(algorithms.get(trial.algorithm()))
                .flatMap(space -> space.positions(trial.params()))
                .ifPresent(position -> positions.computeIfAbsent(trial.algorithm(), name -> new ArrayList<>()).add(position)));
        return positions;
    }

    /** The trials that workers run, or will run again because they were lost, by number; a live view. */
    public Collection<Observation> running() {
        return Collections.unmodifiableCollection(running.values());
    }
}
