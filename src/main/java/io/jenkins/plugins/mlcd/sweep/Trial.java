package io.jenkins.plugins.mlcd.sweep;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * One trial as the record has it now.
 *
 * @param number from 0
 * @param attempt from 1; each time the trial is asked again after a loss it is one more
 * @param algorithm the key of its search space; empty when the study has one space without a name
 * @param params each parameter's value ({@link ParameterValue})
 * @param seed non-negative, 31 bits
 * @param worker who ran it last
 * @param reported the study's metric by step; {@code NaN} where the trainer reported no finite number; may refuse sub-maps that reach beyond the last step
 * @param metrics the last value of every metric
 * @param value the objective; only of a complete trial
 * @param reason why it was pruned, failed or lost; empty otherwise
 * @param model where its kept model lies, below the build's archive; or the URI to which its trainer has put it
 */
public record Trial(
        int number,
        int attempt,
        String algorithm,
        Map<String, Object> params,
        int seed,
        String worker,
        TrialState state,
        NavigableMap<Integer, Double> reported,
        Map<String, Double> metrics,
        OptionalDouble value,
        String reason,
        Optional<String> model,
        Instant startedAt,
        Optional<Instant> endedAt) {

    public Trial {
        if (attempt < 1 || seed < 0) {
            throw new IllegalArgumentException("trial " + number + ": attempt " + attempt + " and seed " + seed + " are out of range");
        }
        params = FrozenMap.copyOf(params);
        metrics = FrozenMap.copyOf(metrics);
        reported = Collections.unmodifiableNavigableMap(reported);
    }

    static Trial asked(StudyEvent.Asked event, int attempt) {
        return new Trial(event.trial(), attempt, event.algorithm(), event.params(), event.seed(), event.worker(), TrialState.RUNNING,
                new TreeMap<>(), Map.of(), OptionalDouble.empty(), "", Optional.empty(), event.at(), Optional.empty());
    }

    /** @param steps what it has reported of the study's metric by now, this included */
    Trial withReport(StudyEvent.Reported event, NavigableMap<Integer, Double> steps) {
        Map<String, Double> last = new LinkedHashMap<>(metrics);
        last.putAll(event.metrics());
        return new Trial(number, attempt, algorithm, params, seed, worker, state, steps, last, value, reason, model, startedAt, endedAt);
    }

    Trial told(StudyEvent.Told event) {
        return new Trial(number, attempt, algorithm, params, seed, worker, TrialState.COMPLETE, reported, event.metrics(),
                OptionalDouble.of(event.value()), "", model, startedAt, Optional.of(event.at()));
    }

    Trial ended(TrialState end, OptionalDouble objective, String why, Instant at) {
        return new Trial(number, attempt, algorithm, params, seed, worker, end, reported, metrics, objective, why, model, startedAt,
                Optional.of(at));
    }

    Trial withModel(String path) {
        return new Trial(number, attempt, algorithm, params, seed, worker, state, reported, metrics, value, reason, Optional.of(path),
                startedAt, endedAt);
    }

    /** Whether it has reported {@link Study#MAX_REPORTS} steps of the study's metric. */
    boolean isFull() {
        // Counting costs more the longer a trial is, and most steps follow one another.
        return !reported.isEmpty() && (long) reported.lastKey() - reported.firstKey() + 1 >= Study.MAX_REPORTS && reported.size() >= Study.MAX_REPORTS;
    }

    /** Whether its trainer has put its model elsewhere than into the build's archive. */
    public boolean hasModelElsewhere() {
        return model.filter(place -> place.contains("://")).isPresent();
    }

    /** How long the last attempt took; empty while it runs. */
    public Optional<Duration> duration() {
        return endedAt.map(end -> Duration.between(startedAt, end));
    }
}
