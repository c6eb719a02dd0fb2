package io.jenkins.plugins.mlcd.sweep;

import io.jenkins.plugins.mlcd.record.Durations;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** When a study asks for no more trials, decided from its definition, its facts and the time. */
final class EndRules {

    /**
     * Why no more trials are asked and the running ones are to stop.
     *
     * @param reason one sentence
     */
    record Stop(EndState state, String reason) {}

    private EndRules() {}

    /** The first rule that says stop: goal, failures, timeout; empty when the study may go on. */
    static Optional<Stop> stop(StudyDefinition definition, StudyState state, Instant now) {
        return goal(definition, state)
                .or(() -> failures(definition.limits(), state))
                .or(() -> timeout(definition.limits(), state, now));
    }

    /** How a study ended whose every trial has been tried. */
    static Stop exhausted(StudyState state) {
        List<Trial> trials = state.trials();
        return state.best().isPresent()
                ? new Stop(EndState.COMPLETED, "all " + trials.size() + " trials are done")
                : new Stop(EndState.FAILED, "none of " + trials.size() + " trials completed: " + reasons(trials));
    }

    private static Optional<Stop> goal(StudyDefinition definition, StudyState state) {
        if (definition.limits().goal().isEmpty()) {
            return Optional.empty();
        }
        double goal = definition.limits().goal().getAsDouble();
        return state.best()
                .filter(best -> definition.direction().reaches(best.value().orElseThrow(), goal))
                .map(best -> new Stop(EndState.GOAL, "trial %d reached the goal: %s is %s".formatted(
                        best.number(), definition.metric(), ParameterValue.text(best.value().orElseThrow()))));
    }

    private static Optional<Stop> failures(Limits limits, StudyState state) {
        int failed = state.count(TrialState.FAILED);
        OptionalInt most = limits.maxFailedTrialCount();
        if (most.isPresent() && failed > most.getAsInt()) {
            return Optional.of(new Stop(EndState.FAILED, failed + " trials failed, maxFailedTrialCount is " + most.getAsInt() + ": "
                    + reasons(state.trials(TrialState.FAILED))));
        }
        if (most.isEmpty() && failed == state.finished().size() && failed >= Limits.FAILED_AT_START) {
            return Optional.of(new Stop(EndState.FAILED, "the first " + failed + " trials all failed: "
                    + reasons(state.trials(TrialState.FAILED))));
        }
        return Optional.empty();
    }

    private static Optional<Stop> timeout(Limits limits, StudyState state, Instant now) {
        return limits.timeout()
                .filter(timeout -> state.definedAt().filter(start -> !now.isBefore(start.plus(timeout))).isPresent())
                .map(timeout -> new Stop(EndState.TIMEOUT, "the timeout of " + Durations.format(timeout) + " is over"));
    }

    /** {@code "trials 0, 2: exit code 1; trial 5: no 'accuracy' was reported"}: every trial is named, equal reasons together. */
    private static String reasons(List<Trial> trials) {
        Map<String, List<String>> numbers = new LinkedHashMap<>();
        for (Trial trial : trials) {
            numbers.computeIfAbsent(trial.reason(), reason -> new ArrayList<>()).add(String.valueOf(trial.number()));
        }
        return numbers.entrySet().stream()
                .map(entry -> (entry.getValue().size() == 1 ? "trial " : "trials ") + String.join(", ", entry.getValue()) + ": " + entry.getKey())
                .collect(Collectors.joining("; "));
    }
}
