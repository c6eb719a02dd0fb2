package io.jenkins.plugins.mlcd.sweep;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.record.EventLog;
import io.jenkins.plugins.mlcd.record.EventLog.Durability;
import io.jenkins.plugins.mlcd.record.Json;
import io.jenkins.plugins.mlcd.record.Schema;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * A study: workers ask it for trials, report what they see, and tell how each ended. Every fact is in the log before it
 * is acted on; opening the same log again goes on where it stopped. A trial is addressed by its number and attempt, so
 * a worker that was thought dead and speaks up late changes nothing. Safe for use by several threads: they decide and record
 * one after another, and wait for the disk together.
 */
public final class Study implements Closeable {

    /** More reports of one trial than this are dropped. */
    public static final int MAX_REPORTS = 10_000;

    /** What becomes of the trials that were running when the log was last written. */
    public enum Orphans {
        /** Their process is dead: they are lost now, and asked again. */
        LOST,
        /** Their workers may come back: they stay running until {@link #loseOrphans}. */
        KEPT
    }

    private final StudyDefinition definition;
    private final EventLog log;
    private final InstantSource clock;
    private final StudyState state;
    private final History history;
    private final Curves curves;
    private final Set<Integer> orphans = new TreeSet<>();
    private Optional<String> notice = Optional.empty();

    private int workers;

    /** What is decided, and recorded, under the study's lock. */
    private interface Decision<T> {
        T make() throws IOException;
    }

    private Study(StudyDefinition definition, EventLog log, InstantSource clock, StudyState state) {
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

    /**
     * Opens the study in {@code file}, starting it when the file does not exist, as if there were no earlier builds.
     *
     * @throws IllegalArgumentException when the log was begun with another definition, naming the differences
     * @throws IOException when the log is damaged or cannot be written
     */
    public static Study open(Path file, StudyDefinition definition, InstantSource clock, Orphans orphans) throws IOException {
        return open(file, definition, clock, orphans, List::of);
    }

    /**
     * Opens the study in {@code file}, starting it when the file does not exist.
     *
     * @param earlier what earlier builds found out; asked for once, when a study with a warm start begins, and recorded
     * @throws IllegalArgumentException when the log was begun with another definition, naming the differences
     * @throws IOException when the log is damaged or cannot be written
     */
    public static Study open(Path file, StudyDefinition definition, InstantSource clock, Orphans orphans, Supplier<List<Earlier>> earlier)
            throws IOException {
        return open(EventLog.open(file, Schema.STUDY), definition, clock, orphans, earlier);
    }

    /** Opens the study in {@code log}, which it closes. */
    static Study open(EventLog log, StudyDefinition definition, InstantSource clock, Orphans orphans, Supplier<List<Earlier>> earlier)
            throws IOException {
        try {
            Study study = new Study(definition, log, clock, StudyState.read(log.file()));
            study.durably(() -> {
                study.resume(orphans, earlier);
                return study;
            });
            return study;
        } catch (IOException | RuntimeException e) {
            log.close();
            throw e;
        }
    }

    /**
     * Makes a decision under the lock, and returns it when it is on disk together with all that was decided before: somebody else's
     * facts that it goes by may be just on their way there.
     */
    private <T> T durably(Decision<T> decision) throws IOException {
        T made;
        long due;
        synchronized (this) {
            made = decision.make();
            due = log.due();
        }
        log.sync(due);
        return made;
    }

    private void resume(Orphans policy, Supplier<List<Earlier>> earlier) throws IOException {
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
        if (policy == Orphans.LOST) {
            loseAllOrphans();
        }
        // A crash may have come between the end of a trial and what follows from it.
        reviewPruning();
    }

    /**
     * Checks that another worker means the same study.
     *
     * @throws IllegalArgumentException naming each difference
     */
    public void requireSame(StudyDefinition other) {
        List<String> differences = DefinitionDiff.between(begun(), other.toJson());
        if (!differences.isEmpty()) {
            throw new IllegalArgumentException("study '" + other.study() + "' of this build is defined otherwise already: "
                    + String.join("; ", differences) + ". Workers of one study need the same definition");
        }
    }

    private synchronized ObjectNode begun() {
        return state.definition().orElseThrow();
    }

    /**
     * The next thing to do for a worker: the trial that it had before its process died, else a lost trial, else a new one.
     *
     * @param worker who asks; recorded
     */
    public Ask ask(String worker) throws IOException {
        return durably(() -> next(worker));
    }

    private Ask next(String worker) throws IOException {
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
        RandomGenerator random = new SplittableRandom(mix(definition.sampler().seed() + 0x9E3779B97F4A7C15L * (number + 1L)));
        int seed = random.nextInt(Integer.MAX_VALUE);
        Suggestion suggestion = definition.sampler().suggest(definition.algorithms(), history, number, random);
        return new StudyEvent.Asked(now(), number, suggestion.algorithm(), suggestion.params(), seed, worker);
    }

    /** The finaliser of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014): neighbouring numbers get unrelated streams. */
    private static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }

    private boolean exhausted() {
        return definition.trialCount().isPresent() && state.nextNumber() >= definition.trialCount().getAsInt();
    }

    /**
     * Takes a report of a running trial in. Figures are not waited for: the next change of state takes them to the disk.
     *
     * @return why the trial is to be stopped, in one sentence; empty when it goes on
     */
    public Optional<String> report(int number, int attempt, Report report) throws IOException {
        Optional<String> stop;
        long due;
        synchronized (this) {
            stop = take(number, attempt, report);
            due = log.due();
        }
        if (stop.isPresent()) {
            log.sync(due);
        }
        return stop;
    }

    private Optional<String> take(int number, int attempt, Report report) throws IOException {
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
        int step = report.step().orElse(trial.reported().isEmpty() ? 0 : trial.reported().lastKey() + 1);
        if (report.metrics().isEmpty() || isRepeated(trial, step, report) || isFull(trial)) {
            return Optional.empty();
        }
        record(new StudyEvent.Reported(now(), number, step, report.metrics()), Durability.WRITTEN);
        curves.put(state.trial(number));
        return report.metrics().containsKey(definition.metric()) ? considerPruning(state.trial(number)) : Optional.empty();
    }

    /** Counting costs more the longer a trial is, and most steps follow one another. */
    private static boolean isFull(Trial trial) {
        NavigableMap<Integer, Double> reported = trial.reported();
        return !reported.isEmpty() && (long) reported.lastKey() - reported.firstKey() + 1 >= MAX_REPORTS && reported.size() >= MAX_REPORTS;
    }

    /** A trainer may both print a report and append it to the file. */
    private boolean isRepeated(Trial trial, int step, Report report) {
        return report.step().isPresent()
                && report.metrics().getOrDefault(definition.metric(), 0.0).equals(trial.reported().get(step))
                && trial.metrics().entrySet().containsAll(report.metrics().entrySet());
    }

    private Optional<String> considerPruning(Trial trial) throws IOException {
        Optional<String> reason = definition.pruner().prune(curves, trial);
        if (reason.isPresent()) {
            endPruned(trial.number(), trial.attempt(), reason.get());
        }
        return reason;
    }

    /**
     * The trial's command succeeded: it is complete with the last value of each metric to optimise, or failed when one is
     * missing or no finite number.
     */
    public Trial tell(int number, int attempt) throws IOException {
        return durably(() -> endSucceeded(number, attempt));
    }

    private Trial endSucceeded(int number, int attempt) throws IOException {
        Trial trial = state.trial(number);
        Map<String, Double> last = new LinkedHashMap<>(trial.metrics());
        if (!trial.reported().isEmpty()) {
            last.put(definition.metric(), trial.reported().lastEntry().getValue());
        }
        for (Objective objective : definition.objectives()) {
            Double value = last.get(objective.metric());
            if (value == null) {
                return endFailed(number, attempt, "no '" + objective.metric() + "' was reported");
            }
            if (!Double.isFinite(value)) {
                String step = objective.metric().equals(definition.metric()) ? ", at step " + trial.reported().lastKey() + "," : "";
                return endFailed(number, attempt, "the last '" + objective.metric() + "'" + step + " is not a finite number");
            }
        }
        return end(number, attempt, new StudyEvent.Told(now(), number, last.get(definition.metric()), last));
    }

    /** The trial is stopped for being unpromising, or because the study ended. */
    public Trial prune(int number, int attempt, String reason) throws IOException {
        return durably(() -> endPruned(number, attempt, reason));
    }

    private Trial endPruned(int number, int attempt, String reason) throws IOException {
        Map.Entry<Integer, Double> last = state.trial(number).reported().lastEntry();
        return end(number, attempt, new StudyEvent.Pruned(now(), number,
                last == null ? OptionalInt.empty() : OptionalInt.of(last.getKey()),
                last == null || last.getValue().isNaN() ? OptionalDouble.empty() : OptionalDouble.of(last.getValue()),
                reason));
    }

    /** The study had the trial stopped: it is pruned, or lost when the build was aborted, for then it was not unpromising. */
    public Trial stopped(int number, int attempt) throws IOException {
        return durably(() -> {
            String reason = stopping().orElse("stopped");
            return isAborted() ? endLost(number, attempt, reason) : endPruned(number, attempt, reason);
        });
    }

    private boolean isAborted() {
        return state.end().filter(end -> end.state() == EndState.ABORTED).isPresent();
    }

    /** The trial's command failed. */
    public Trial fail(int number, int attempt, String reason) throws IOException {
        return durably(() -> endFailed(number, attempt, reason));
    }

    private Trial endFailed(int number, int attempt, String reason) throws IOException {
        return end(number, attempt, new StudyEvent.Failed(now(), number, reason));
    }

    /** The trial's worker is gone: it is asked again, or failed when that has happened more often than {@code retries}. */
    public Trial lose(int number, int attempt, String reason) throws IOException {
        return durably(() -> endLost(number, attempt, reason));
    }

    private Trial endLost(int number, int attempt, String reason) throws IOException {
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

    /** What the study has found out about itself since the last call and its users should read, in one sentence. */
    public synchronized Optional<String> takeNotice() {
        Optional<String> taken = notice;
        notice = Optional.empty();
        return taken;
    }

    /** A worker that survived a restart goes on with its trial; false when the trial is not its any more. */
    public synchronized boolean adopt(int number, int attempt) {
        Trial trial = state.trial(number);
        if (trial.state() != TrialState.RUNNING || trial.attempt() != attempt) {
            return false;
        }
        orphans.remove(number);
        return true;
    }

    /** Gives up on the workers that did not come back after a restart. */
    public void loseOrphans() throws IOException {
        durably(() -> {
            loseAllOrphans();
            return this;
        });
    }

    private void loseAllOrphans() throws IOException {
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

    /** Whether the model of a running trial will be among those to keep, if the trial ends now. */
    public synchronized boolean isWorthKeeping(int number) {
        Trial trial = state.trial(number);
        if (trial.state() != TrialState.RUNNING || trial.reported().isEmpty() || !Double.isFinite(trial.reported().lastEntry().getValue())) {
            return false;
        }
        OptionalDouble value = OptionalDouble.of(trial.reported().lastEntry().getValue());
        List<Trial> trials = new ArrayList<>(state.trials(TrialState.COMPLETE));
        trials.add(trial.ended(TrialState.COMPLETE, value, "", now()));
        return definition.models().kept(definition.objectives(), trials).stream().anyMatch(kept -> kept.number() == number);
    }

    /** The trials whose models are to be kept, best first; what this goes by is on disk, because other models are deleted for it. */
    public List<Trial> kept() throws IOException {
        return durably(() -> definition.models().kept(definition.objectives(), state.trials()));
    }

    /** The trial's model is kept under this path below the build's archive. */
    public void keptModel(int number, String path, long bytes, int files) throws IOException {
        durably(() -> {
            record(new StudyEvent.Model(now(), number, path, bytes, files), Durability.SYNCED);
            return this;
        });
    }

    /** The build was aborted: nothing more is asked. */
    public void abort(String reason) throws IOException {
        durably(() -> {
            if (state.end().isEmpty()) {
                end(new EndRules.Stop(EndState.ABORTED, reason));
            }
            return this;
        });
    }

    /** Why running trials are to stop; empty while they may go on. */
    public synchronized Optional<String> stopping() {
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

    public StudyDefinition definition() {
        return definition;
    }

    /** Where its log is. */
    public Path file() {
        return log.file();
    }

    public synchronized List<Trial> trials() {
        return state.trials();
    }

    /** The earlier builds that the study started warm from. */
    public synchronized List<Earlier> earlier() {
        return state.warmStart().orElse(List.of());
    }

    public synchronized Trial trial(int number) {
        return state.trial(number);
    }

    /** The complete trials that no other one beats in every objective so far, best first ({@link StudyState#front}). */
    public synchronized List<Trial> front() {
        return state.front();
    }

    /** The complete trial that is best so far, with several metrics by the one that counts first. */
    public synchronized Optional<Trial> best() {
        return state.best();
    }

    /** How the study ended; empty while it goes on. */
    public synchronized Optional<StudyEvent.Ended> end() {
        return state.end();
    }

    /** A name for one more worker of this process: 1, 2, ... */
    public synchronized String newWorker() {
        return String.valueOf(++workers);
    }

    public synchronized Progress progress() {
        return Progress.of(definition, state, now());
    }

    @Override
    public void close() throws IOException {
        log.close();
    }
}
