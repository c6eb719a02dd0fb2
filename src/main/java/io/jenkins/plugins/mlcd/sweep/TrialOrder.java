package io.jenkins.plugins.mlcd.sweep;

import java.util.Comparator;
import java.util.Map;

/** Which of two finished trials is the better one. */
final class TrialOrder {

    private TrialOrder() {}

    /**
     * Best first: complete trials by their value; then pruned ones, those that got further first and by their last value at the
     * same step; then failed ones. Equal ones by number, so no two trials are equal. This is the order of Optuna's TPE, except
     * that Optuna leaves failed trials out.
     */
    static Comparator<Trial> best(Direction direction) {
        Comparator<Double> values = direction == Direction.MAXIMIZE ? Comparator.reverseOrder() : Comparator.naturalOrder();
        return Comparator.comparing((Trial trial) -> state(trial))
                .thenComparing(trial -> trial.value().isPresent() ? trial.value().getAsDouble() : 0.0, values)
                .thenComparing(TrialOrder::step, Comparator.reverseOrder())
                .thenComparing(TrialOrder::lastValue, values)
                .thenComparing(Trial::number);
    }

    private static int state(Trial trial) {
        return switch (trial.state()) {
            case COMPLETE -> 0;
            case PRUNED -> Double.isNaN(last(trial)) ? 2 : 1;
            default -> 3;
        };
    }

    private static int step(Trial trial) {
        return state(trial) == 1 ? trial.reported().lastKey() : 0;
    }

    private static double lastValue(Trial trial) {
        return state(trial) == 1 ? last(trial) : 0;
    }

    private static double last(Trial trial) {
        Map.Entry<Integer, Double> last = trial.reported().lastEntry();
        return last == null ? Double.NaN : last.getValue();
    }
}
