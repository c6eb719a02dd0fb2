package io.jenkins.plugins.mlcd.sweep;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** Pareto's comparison of two trials by several objectives. */
final class Dominance {

    private Dominance() {}

    /** The values of the objectives, turned so that more is better in each. */
    static double[] worth(List<Objective> objectives, ToDoubleFunction<Objective> value) {
        return objectives.stream()
                .mapToDouble(objective -> objective.direction() == Direction.MAXIMIZE ? value.applyAsDouble(objective) : -value.applyAsDouble(objective))
                .toArray();
    }

    /** Whether {@code one} is nowhere worse. */
    static boolean atLeast(double[] one, double[] other) {
        for (int i = 0; i < one.length; i++) {
            if (one[i] < other[i]) {
                return false;
            }
        }
        return true;
    }

    /** Whether {@code one} is nowhere worse and somewhere better. */
    static boolean beats(double[] one, double[] other) {
        return atLeast(one, other) && !atLeast(other, one);
    }
}
