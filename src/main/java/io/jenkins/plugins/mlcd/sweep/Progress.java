package io.jenkins.plugins.mlcd.sweep;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How far a study is, for a display.
 *
 * @param total how many trials there will be at most; empty when only time ends the study
 * @param done complete, pruned and failed trials together
 * @param running the trials that workers run now, by number
 * @param timeLeft an estimate: trials left times the mean time of a finished one, divided by the workers; empty before
 *     the first trial finishes or without a total
 */
public record Progress(
        String study,
        String metric,
        OptionalInt total,
        int done,
        int complete,
        int pruned,
        int failed,
        int lost,
        List<Trial> running,
        Optional<Trial> best,
        Optional<Duration> timeLeft,
        Optional<StudyEvent.Ended> end) {

    static Progress of(StudyDefinition definition, StudyState state, Instant now) {
        List<Trial> running = state.trials(TrialState.RUNNING);
        int complete = state.trials(TrialState.COMPLETE).size();
        int pruned = state.trials(TrialState.PRUNED).size();
        int failed = state.trials(TrialState.FAILED).size();
        int done = complete + pruned + failed;
        return new Progress(definition.study(), definition.metric(), definition.trialCount(), done, complete, pruned, failed,
                state.trials(TrialState.LOST).size(), running, state.best(), timeLeft(definition, state, running, done, now), state.end());
    }

    private static Optional<Duration> timeLeft(StudyDefinition definition, StudyState state, List<Trial> running, int done, Instant now) {
        if (done == 0 || running.isEmpty() || definition.trialCount().isEmpty()) {
            return Optional.empty();
        }
        double spent = state.trials().stream()
                .filter(trial -> trial.state().finished())
                .mapToLong(trial -> trial.duration().orElse(Duration.ZERO).toMillis())
                .sum();
        double begun = running.stream().mapToLong(trial -> Duration.between(trial.startedAt(), now).toMillis()).sum();
        double left = (definition.trialCount().getAsInt() - done) * (spent / done) - begun;
        return Optional.of(Duration.ofMillis(Math.max(0, Math.round(left / running.size()))));
    }
}
