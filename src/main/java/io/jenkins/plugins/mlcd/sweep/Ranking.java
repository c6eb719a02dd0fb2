package io.jenkins.plugins.mlcd.sweep;

import io.jenkins.plugins.mlcd.sweep.History.Observation;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/** Finished trials, best first, kept up to date as they end. Not safe for use by several threads. */
interface Ranking {

    void add(Observation finished);

    /** All of them, best first; a live view. */
    Collection<Observation> bestFirst();

    /** The ranking that a study with these objectives means. */
    static Ranking of(List<Objective> objectives) {
        return objectives.size() == 1 ? new Sorted(TrialOrder.best(objectives.get(0).direction())) : new ParetoRanking(objectives);
    }

    /** By one objective. */
    final class Sorted implements Ranking {

        private final NavigableSet<Observation> sorted;

        Sorted(Comparator<Trial> order) {
            sorted = new TreeSet<>(Comparator.comparing(Observation::trial, order));
        }

        @Override
        public void add(Observation finished) {
            sorted.add(finished);
        }

        @Override
        public Collection<Observation> bestFirst() {
            return Collections.unmodifiableNavigableSet(sorted);
        }
    }
}
