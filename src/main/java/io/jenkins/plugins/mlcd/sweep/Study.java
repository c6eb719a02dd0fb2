package io.jenkins.plugins.mlcd.sweep;

import io.jenkins.plugins.mlcd.record.EventLog;
import io.jenkins.plugins.mlcd.record.Schema;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A study: workers ask it for trials, report what they see, and tell how each ended. Every fact is in the log before it
 * is acted on; opening the same log again goes on where it stopped. A trial is addressed by its number and attempt, so
 * a worker that was thought dead and speaks up late changes nothing. Safe for use by several threads: they decide and record
 * one after another ({@link StudyDecisions}), and wait for the disk together.
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
    private final StudyDecisions decisions;
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
        this.decisions = new StudyDecisions(definition, log, clock, state);
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
                study.decisions.resume(orphans, earlier);
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

    /**
     * Checks that another worker means the same study.
     *
     * @throws IllegalArgumentException naming each difference
     */
    public synchronized void requireSame(StudyDefinition other) {
        decisions.requireSame(other);
    }

    /**
     * The next thing to do for a worker: the trial that it had before its process died, else a lost trial, else a new one.
     *
     * @param worker who asks; recorded
     */
    public Ask ask(String worker) throws IOException {
        return durably(() -> decisions.next(worker));
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
            stop = decisions.take(number, attempt, report);
            due = log.due();
        }
        if (stop.isPresent()) {
            log.sync(due);
        }
        return stop;
    }

    /**
     * The trial's command succeeded: it is complete with the last value of each metric to optimise, or failed when one is
     * missing or no finite number.
     */
    public Trial tell(int number, int attempt) throws IOException {
        return durably(() -> decisions.endSucceeded(number, attempt));
    }

    /** The trial is stopped for being unpromising, or because the study ended. */
    public Trial prune(int number, int attempt, String reason) throws IOException {
        return durably(() -> decisions.endPruned(number, attempt, reason));
    }

    /** The study had the trial stopped: it is pruned, or lost when the build was aborted, for then it was not unpromising. */
    public Trial stopped(int number, int attempt) throws IOException {
        return durably(() -> decisions.endStopped(number, attempt));
    }

    /** The trial's command failed. */
    public Trial fail(int number, int attempt, String reason) throws IOException {
        return durably(() -> decisions.endFailed(number, attempt, reason));
    }

    /** The trial's worker is gone: it is asked again, or failed when that has happened more often than {@code retries}. */
    public Trial lose(int number, int attempt, String reason) throws IOException {
        return durably(() -> decisions.endLost(number, attempt, reason));
    }

    /** What the study has found out about itself since the last call and its users should read, in one sentence. */
    public synchronized Optional<String> takeNotice() {
        return decisions.takeNotice();
    }

    /** A worker that survived a restart goes on with its trial; false when the trial is not its any more. */
    public synchronized boolean adopt(int number, int attempt) {
        return decisions.adopt(number, attempt);
    }

    /** Gives up on the workers that did not come back after a restart. */
    public void loseOrphans() throws IOException {
        durably(() -> {
            decisions.loseAllOrphans();
            return this;
        });
    }

    /** Whether the model of a running trial will be among those to keep, if the trial ends now. */
    public synchronized boolean isWorthKeeping(int number) {
        return decisions.isWorthKeeping(number);
    }

    /** The trials whose models are to be kept, best first; what this goes by is on disk, because other models are deleted for it. */
    public List<Trial> kept() throws IOException {
        return durably(() -> definition.models().kept(definition.objectives(), state.trials()));
    }

    /** The trial's model is kept under this path below the build's archive. */
    public void keptModel(int number, String path, long bytes, int files) throws IOException {
        durably(() -> {
            decisions.keptModel(number, path, bytes, files);
            return this;
        });
    }

    /** The build was aborted: nothing more is asked. */
    public void abort(String reason) throws IOException {
        durably(() -> {
            decisions.abort(reason);
            return this;
        });
    }

    /** Why running trials are to stop; empty while they may go on. */
    public synchronized Optional<String> stopping() {
        return decisions.stopping();
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
        return Progress.of(definition, state, clock.instant());
    }

    @Override
    public void close() throws IOException {
        log.close();
    }
}
