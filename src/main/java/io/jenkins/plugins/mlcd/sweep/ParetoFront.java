package io.jenkins.plugins.mlcd.sweep;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The complete trials that no other one beats: none is at least as good in every objective and better in one. Of trials with equal
 * values the one with the lowest number stands for all. Not safe for use by several threads.
 */
final class ParetoFront {

    private final List<Objective> objectives;
    private final List<Trial> trials = new ArrayList<>();

    ParetoFront(List<Objective> objectives) {
        this.objectives = objectives;
    }

    /** The front of these trials; only complete ones count. */
    static ParetoFront of(List<Objective> objectives, Iterable<Trial> trials) {
        ParetoFront front = new ParetoFront(objectives);
        trials.forEach(front::put);
        return front;
    }

    /** Takes in what a trial has become. */
    void put(Trial trial) {
        if (trial.state() != TrialState.COMPLETE) {
            return;
        }
        if (objectives.size() == 1 && trials.size() == 1 && trials.get(0).number() != trial.number()) {
            if (stands(trial, trials.get(0))) {
                trials.set(0, trial);
            }
            return;
        }
        trials.removeIf(member -> member.number() == trial.number());
        if (trials.stream().noneMatch(member -> stands(member, trial))) {
            trials.removeIf(member -> stands(trial, member));
            trials.add(trial);
            trials.sort(bestFirst(objectives));
        }
    }

    /** The front, best first: by the first objective, equal ones by the next. */
    List<Trial> trials() {
        return List.copyOf(trials);
    }

    /** Whether {@code one} leaves no place on the front for {@code other}. */
    private boolean stands(Trial one, Trial other) {
        double[] ones = Dominance.worth(objectives, objective -> value(one, objective));
        double[] others = Dominance.worth(objectives, objective -> value(other, objective));
        return Dominance.atLeast(ones, others) && (!Dominance.atLeast(others, ones) || one.number() < other.number());
    }

    /** The value of an objective of a complete trial. */
    private double value(Trial trial, Objective objective) {
        return objectives.size() == 1 ? trial.value().orElseThrow() : metric(trial, objective);
    }

    private static double metric(Trial trial, Objective objective) {
        return trial.metrics().getOrDefault(objective.metric(), Double.NaN);
    }

    /** Complete trials by the first objective, equal ones by the next, then by number. */
    static Comparator<Trial> bestFirst(List<Objective> objectives) {
        Comparator<Trial> order = Comparator.comparingInt(trial -> 0);
        for (Objective objective : objectives) {
            Comparator<Trial> byValue = objectives.size() == 1
                    ? Comparator.comparingDouble(trial -> trial.value().orElseThrow())
                    : Comparator.comparingDouble(trial -> metric(trial, objective));
            order = order.thenComparing(objective.direction() == Direction.MAXIMIZE ? byValue.reversed() : byValue);
        }
        return order.thenComparingInt(Trial::number);
    }
}
