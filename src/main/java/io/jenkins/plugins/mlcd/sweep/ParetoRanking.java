package io.jenkins.plugins.mlcd.sweep;

import io.jenkins.plugins.mlcd.sweep.History.Observation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/**
 * Several objectives: the trials that no other one beats come first, then those that only these beat, and so on; within such a
 * front those that stand alone come before those in a crowd, so that the whole front is explored (Deb et al., A Fast and Elitist
 * Multiobjective Genetic Algorithm: NSGA-II, IEEE Transactions on Evolutionary Computation 6, 2002). Only the first
 * {@value #RANKED} are ranked in this way, the others follow as they ended; trials without a value in each objective come last.
 */
final class ParetoRanking implements Ranking {

    /** More than any sampler calls good. */
    static final int RANKED = 50;

    private final List<Objective> objectives;
    private final List<Observation> complete = new ArrayList<>();
    private final List<double[]> worth = new ArrayList<>();
    private final List<Observation> others = new ArrayList<>();
    private List<Observation> ranked = List.of();
    private boolean current = true;

    ParetoRanking(List<Objective> objectives) {
        this.objectives = objectives;
    }

    @Override
    public void add(Observation finished) {
        double[] values = Dominance.worth(objectives, objective -> finished.trial().metrics().getOrDefault(objective.metric(), Double.NaN));
        if (finished.trial().state() == TrialState.COMPLETE && Arrays.stream(values).allMatch(Double::isFinite)) {
            complete.add(finished);
            worth.add(values);
        } else {
            others.add(finished);
        }
        current = false;
    }

    @Override
    public Collection<Observation> bestFirst() {
        if (!current) {
            ranked = Collections.unmodifiableList(rank());
            current = true;
        }
        return ranked;
    }

    private List<Observation> rank() {
        List<Observation> order = new ArrayList<>(complete.size() + others.size());
        List<Integer> left = new ArrayList<>();
        for (int i = 0; i < complete.size(); i++) {
            left.add(i);
        }
        while (!left.isEmpty() && order.size() < RANKED) {
            List<Integer> front = front(left);
            left.removeAll(new HashSet<>(front));
            spread(front).forEach(index -> order.add(complete.get(index)));
        }
        left.forEach(index -> order.add(complete.get(index)));
        order.addAll(others);
        return order;
    }

    /** Those of {@code candidates} that none of them beats, found by keeping the best so far. */
    private List<Integer> front(List<Integer> candidates) {
        List<Integer> front = new ArrayList<>();
        for (int candidate : candidates) {
            if (front.stream().noneMatch(member -> Dominance.beats(worth.get(member), worth.get(candidate)))) {
                front.removeIf(member -> Dominance.beats(worth.get(candidate), worth.get(member)));
                front.add(candidate);
            }
        }
        return front;
    }

    /** The front with the loneliest first: by the sum over the objectives of the gap between both neighbours; the ends stand alone. */
    private List<Integer> spread(List<Integer> front) {
        Map<Integer, Double> gaps = new HashMap<>();
        front.forEach(index -> gaps.put(index, 0.0));
        for (int k = 0; k < objectives.size(); k++) {
            int objective = k;
            List<Integer> sorted = new ArrayList<>(front);
            sorted.sort(Comparator.comparingDouble(index -> worth.get(index)[objective]));
            double range = worth.get(sorted.get(sorted.size() - 1))[k] - worth.get(sorted.get(0))[k];
            for (int i = 0; i < sorted.size(); i++) {
                boolean end = i == 0 || i == sorted.size() - 1;
                double gap = end ? Double.POSITIVE_INFINITY
                        : range == 0 ? 0 : (worth.get(sorted.get(i + 1))[k] - worth.get(sorted.get(i - 1))[k]) / range;
                gaps.merge(sorted.get(i), gap, Double::sum);
            }
        }
        List<Integer> order = new ArrayList<>(front);
        order.sort(Comparator.comparingDouble((Integer index) -> gaps.get(index)).reversed().thenComparing(Comparator.naturalOrder()));
        return order;
    }
}
