package io.jenkins.plugins.mlcd.sweep;

import io.jenkins.plugins.mlcd.record.EventLog;
import io.jenkins.plugins.mlcd.record.EventLog.Durability;
import io.jenkins.plugins.mlcd.record.Json;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * What is decided in a study, and written down before it is acted on; who decides holds the study's lock, and waits afterwards for the disk
 * ({@link Study}). Not safe for use by several threads.
 */
final class StudyDecisions {

    private final StudyDefinition definition;
    private final EventLog log;
    private final InstantSource clock;
    private final StudyState state;
    private final History history;
    private final Curves curves;
    private final Set<Integer> orphans = new TreeSet<>();
    private Optional<String> notice = Optional.empty();

    StudyDecisions(StudyDefinition definition, EventLog log, InstantSource clock, StudyState state) {
        this.definition = definition;
        this.log = log;
        this.clock = clock;
        this.state = state;
        this.history = new History(definition.algorithms(), definition.objectives());
        state.finished().forEach(number -> history.put(state.trial(number)));
        state.warmStart().ifPresent(history::startFrom);
        Stream.of(TrialState.RUNNING, TrialState.LOST).flatMap(unfinished -> state.trials(unfinished).stream()).forEach(history::put);
        this.curves = Curves.of(definition.direction(), state.trials());
        curves.grace(state.grace());
    }

    /** Begins the study, or goes on where the log stops. */
    void resume(Study.Orphans policy, Supplier<List<Earlier>> earlier) throws IOException {
        if (state.definition().isEmpty()) {
            record(new StudyEvent.Defined(now(), definition.toJson()), Durability.SYNCED);
        }
        requireSame(definition);
        if (definition.sampler().warmStart() && state.warmStart().isEmpty() && state.nextNumber() == 0) {
            record(new StudyEvent.WarmStart(now(), earlier.get()), Durability.SYNCED);
            history.startFrom(state.warmStart().orElseThrow());
        }
        if (isAborted()) {
            state.reopen();
        }
        state.trials(TrialState.RUNNING).forEach(trial -> orphans.add(trial.number()));
        if (policy == Study.Orphans.LOST) {
            loseAllOrphans();
        }
        // A crash may have come between the end of a trial and what follows from it.
        reviewPruning();
    }

    /** See {@link Study#requireSame}. */
    void requireSame(StudyDefinition other) {
        DefinitionDiff.requireNone(state.definition().orElseThrow(), other);
    }

    /** See {@link Study#ask}. */
    Ask next(String worker) throws IOException {
        loseOrphansOf(worker);
        endIfOver();
        if (state.end().isPresent()) {
            return new Ask.Done(state.end().get());
        }
        if (stopping().isPresent()) {
            return new Ask.Wait();
        }
        List<Trial> lost = state.trials(TrialState.LOST);
        if (!lost.isEmpty()) {
            Trial trial = lost.get(0);
            return run(new StudyEvent.Asked(now(), trial.number(), trial.algorithm(), trial.params(), trial.seed(), worker));
        }
        return exhausted() ? new Ask.Wait() : run(suggest(state.nextNumber(), worker));
    }

    private Ask run(StudyEvent.Asked asked) throws IOException {
        record(asked, Durability.SYNCED);
        history.put(state.trial(asked.trial()));
        curves.put(state.trial(asked.trial()));
        return new Ask.Run(state.trial(asked.trial()));
    }

    private StudyEvent.Asked suggest(int number, String worker) {
        RandomGenerator random = TrialSeeds.random(definition.sampler().seed(), number);
        int seed = random.nextInt(Integer.MAX_VALUE);
        Suggestion suggestion = definition.sampler().suggest(definition.algorithms(), history, number, random);
        return new StudyEvent.Asked(now(), number, suggestion.algorithm(), suggestion.params(), seed, worker);
    }

    private boolean exhausted() {
        return definition.trialCount().isPresent() && state.nextNumber() >= definition.trialCount().getAsInt();
    }

    /** See {@link Study#report}. */
    Optional<String> take(int number, int attempt, Report report) throws IOException {
        Trial trial = state.trial(number);
        if (trial.attempt() == attempt && !report.resources().isEmpty()) {
            // A pruned trial has used something as well, which is known when its process has stopped.
            record(new StudyEvent.Resources(now(), number, report.resources()), Durability.WRITTEN);
        }
        if (trial.attempt() != attempt || trial.state() != TrialState.RUNNING) {
            return Optional.of(trial.state() == TrialState.PRUNED ? trial.reason() : "the trial is over");
        }
        if (report.model().isPresent() && !report.model().equals(trial.model())) {
            record(new StudyEvent.Model(now(), number, report.model().get(), 0, 0), Durability.WRITTEN);
        }
        int step = report.stepIn(trial);
        if (report.metrics().isEmpty() || report.repeats(trial, definition.metric()) || trial.isFull()) {
            return Optional.empty();
        }
        record(new StudyEvent.Reported(now(), number, step, report.metrics()), Durability.WRITTEN);
        curves.put(state.trial(number));
        return report.metrics().containsKey(definition.metric()) ? considerPruning(state.trial(number)) : Optional.empty();
    }

    private Optional<String> considerPruning(Trial trial) throws IOException {
        Optional<String> reason = definition.pruner().prune(curves, trial);
        if (reason.isPresent()) {
            endPruned(trial.number(), trial.attempt(), reason.get());
        }
        return reason;
    }

    /** See {@link Study#tell}. */
    Trial endSucceeded(int number, int attempt) throws IOException {
        Trial trial = state.trial(number);
        TrialResult result = TrialResult.of(definition, trial);
        if (result.failure().isPresent()) {
            return endFailed(number, attempt, result.failure().get());
        }
        return end(number, attempt, new StudyEvent.Told(now(), number, result.values().get(definition.metric()), result.values()));
    }

    /** See {@link Study#prune}. */
    Trial endPruned(int number, int attempt, String reason) throws IOException {
        Map.Entry<Integer, Double> last = state.trial(number).reported().lastEntry();
        return end(number, attempt, new StudyEvent.Pruned(now(), number,
                last == null ? OptionalInt.empty() : OptionalInt.of(last.getKey()),
                last == null || last.getValue().isNaN() ? OptionalDouble.empty() : OptionalDouble.of(last.getValue()),
                reason));
    }

    private boolean isAborted() {
        return state.end().filter(end -> end.state() == EndState.ABORTED).isPresent();
    }

    /** See {@link Study#stopped}. */
    Trial endStopped(int number, int attempt) throws IOException {
        String reason = stopping().orElse("stopped");
        return isAborted() ? endLost(number, attempt, reason) : endPruned(number, attempt, reason);
    }

    /** See {@link Study#fail}. */
    Trial endFailed(int number, int attempt, String reason) throws IOException {
        return end(number, attempt, new StudyEvent.Failed(now(), number, reason));
    }

    /** See {@link Study#lose}. */
    Trial endLost(int number, int attempt, String reason) throws IOException {
        if (attempt > definition.limits().retries() && !isAborted()) {
            return endFailed(number, attempt, "lost " + attempt + (attempt == 1 ? " time" : " times") + ", the last time because " + reason);
        }
        return end(number, attempt, new StudyEvent.Lost(now(), number, reason));
    }

    private Trial end(int number, int attempt, StudyEvent event) throws IOException {
        Trial trial = state.trial(number);
        if (trial.attempt() != attempt || trial.state() != TrialState.RUNNING) {
            return trial;
        }
        record(event, Durability.SYNCED);
        orphans.remove(number);
        history.put(state.trial(number));
        curves.put(state.trial(number));
        reviewPruning();
        endIfOver();
        return state.trial(number);
    }

    private void reviewPruning() throws IOException {
        Optional<Pruner.Grace> grace = definition.pruner().review(curves);
        if (grace.isPresent()) {
            record(new StudyEvent.Grace(now(), grace.get().step(), grace.get().reason()), Durability.SYNCED);
            curves.grace(grace.get().step());
            notice = grace.map(Pruner.Grace::reason);
        }
    }

    /** See {@link Study#loseOrphans}. */
    void loseAllOrphans() throws IOException {
        for (int number : List.copyOf(orphans)) {
            loseOrphan(number);
        }
    }

    private void loseOrphansOf(String worker) throws IOException {
        for (int number : List.copyOf(orphans)) {
            if (state.trial(number).worker().equals(worker)) {
                loseOrphan(number);
            }
        }
    }

    private void loseOrphan(int number) throws IOException {
        orphans.remove(number);
        endLost(number, state.trial(number).attempt(), "its process ended");
    }

    /** See {@link Study#takeNotice}. */
    Optional<String> takeNotice() {
        Optional<String> taken = notice;
        notice = Optional.empty();
        return taken;
    }

    /** See {@link Study#adopt}. */
    boolean adopt(int number, int attempt) {
        Trial trial = state.trial(number);
        if (trial.state() != TrialState.RUNNING || trial.attempt() != attempt) {
            return false;
        }
        orphans.remove(number);
        return true;
    }

    /** See {@link Study#isWorthKeeping}. */
    boolean isWorthKeeping(int number) {
        return definition.models().wouldKeep(state.trial(number), definition.objectives(), state.trials(TrialState.COMPLETE), now());
    }

    /** See {@link Study#keptModel}. */
    void keptModel(int number, String path, long bytes, int files) throws IOException {
        record(new StudyEvent.Model(now(), number, path, bytes, files), Durability.SYNCED);
    }

    /** See {@link Study#abort}. */
    void abort(String reason) throws IOException {
        if (state.end().isEmpty()) {
            end(new EndRules.Stop(EndState.ABORTED, reason));
        }
    }

    /** See {@link Study#stopping}. */
    Optional<String> stopping() {
        return state.end().map(StudyEvent.Ended::reason)
                .or(() -> EndRules.stop(definition, state, now()).map(EndRules.Stop::reason));
    }

    /** A study ends when a rule says so and the last running trial has stopped. */
    private void endIfOver() throws IOException {
        if (state.end().isPresent() || state.count(TrialState.RUNNING) > 0) {
            return;
        }
        Optional<EndRules.Stop> stop = EndRules.stop(definition, state, now());
        if (stop.isEmpty() && exhausted() && state.count(TrialState.LOST) == 0) {
            stop = Optional.of(EndRules.exhausted(state));
        }
        if (stop.isPresent()) {
            end(stop.get());
        }
    }

    private void end(EndRules.Stop stop) throws IOException {
        OptionalInt best = state.best().map(trial -> OptionalInt.of(trial.number())).orElse(OptionalInt.empty());
        record(new StudyEvent.Ended(now(), stop.state(), stop.reason(), best), Durability.SYNCED);
    }

    private void record(StudyEvent event, Durability durability) throws IOException {
        log.write(Json.mapper().valueToTree(event), durability);
        state.apply(event);
    }

    private Instant now() {
        return clock.instant();
    }
}
