package io.jenkins.plugins.mlcd.jenkins.steps.sweep.kubernetes;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.mlcd.jenkins.steps.sweep.TrialConsole;
import io.jenkins.plugins.mlcd.kubernetes.JobView;
import io.jenkins.plugins.mlcd.kubernetes.LogCursor;
import io.jenkins.plugins.mlcd.kubernetes.TrialJobs;
import io.jenkins.plugins.mlcd.kubernetes.TrialKey;
import io.jenkins.plugins.mlcd.kubernetes.TrialLog;
import io.jenkins.plugins.mlcd.kubernetes.TrialSpec;
import io.jenkins.plugins.mlcd.kubernetes.TrialVerdict;
import io.jenkins.plugins.mlcd.sweep.Report;
import io.jenkins.plugins.mlcd.sweep.ReportParser;
import io.jenkins.plugins.mlcd.sweep.Study;
import io.jenkins.plugins.mlcd.sweep.Trial;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/** An attempt of a trial that is to run, or runs, as a Job: what was seen of it, and its log. */
final class KubernetesTrial {

    private static final int MAX_WARNINGS = 5;

    /** More lines of a trial's log than this are not shown in the console; reports in them count all the same. */
    private static final int MAX_LINES = 10_000;

    private final Study study;
    private final Trial trial;
    private final TrialSpec spec;
    private final PrintStream console;
    private final LogCursor cursor = new LogCursor(this::line);

    /** How many values of the metric the record has already, from before a restart: the log is read from its beginning again. */
    private int known;

    private final Set<String> reported = new HashSet<>();
    private int warnings;
    private int lines;
    private Instant since;
    private boolean hadPod;
    private TrialVerdict verdict;

    @CheckForNull
    private TrialLog log;

    KubernetesTrial(Study study, Trial trial, TrialSpec spec, PrintStream console, Instant now) {
        this.study = study;
        this.trial = trial;
        this.spec = spec;
        this.console = console;
        this.known = trial.reported().size();
        created(now);
    }

    Trial trial() {
        return trial;
    }

    TrialSpec spec() {
        return spec;
    }

    TrialKey key() {
        return spec.key();
    }

    /** Its Job has just been created, maybe again after it was taken back. */
    void created(Instant now) {
        since = now;
        hadPod = false;
        verdict = new TrialVerdict(TrialVerdict.Phase.PENDING, false, "");
    }

    /** Takes in what it is doing now; true when that, or what it waits for, has changed. */
    boolean see(TrialVerdict now, boolean pod, Instant at) {
        boolean changed = now.phase() != verdict.phase() || !reason(now).equals(reason(verdict));
        if (now.phase() != verdict.phase()) {
            since = at;
        }
        hadPod |= pod;
        verdict = now;
        return changed;
    }

    /** Without the details, which change all the time. */
    private static String reason(TrialVerdict verdict) {
        return verdict.words().split(":", 2)[0];
    }

    /** Which figures of what it used the trainer has reported itself. */
    synchronized Set<String> reported() {
        return Set.copyOf(reported);
    }

    TrialVerdict verdict() {
        return verdict;
    }

    boolean hadPod() {
        return hadPod;
    }

    /** How long it has been doing what it does. */
    Duration inPhase(Instant now) {
        return Duration.between(since, now);
    }

    TrialLog log(TrialJobs jobs, JobView view) {
        if (log == null) {
            log = jobs.log(view, cursor);
        }
        return log;
    }

    void closeLog() {
        if (log != null) {
            log.close();
            log = null;
        }
    }

    private synchronized void line(String line) {
        TrialConsole.report(line).ifPresentOrElse(this::report, () -> show(line));
    }

    private void show(String line) {
        if (known > 0) {
            return;
        }
        if (++lines <= MAX_LINES) {
            console.println("trial " + trial.number() + " | " + line);
        } else if (lines == MAX_LINES + 1) {
            console.println("trial " + trial.number() + " | (more than " + MAX_LINES + " lines; the rest is not shown)");
        }
    }

    private void report(String line) {
        try {
            Report report = ReportParser.parse(line);
            reported.addAll(report.resources().keySet());
            if (known > 0) {
                known -= report.metrics().containsKey(study.definition().metric()) ? 1 : 0;
                return;
            }
            study.report(trial.number(), trial.attempt(), report);
        } catch (IllegalArgumentException e) {
            if (++warnings <= MAX_WARNINGS) {
                console.println("trial " + trial.number() + ": report ignored: " + e.getMessage());
            }
        } catch (IOException e) {
            console.println("trial " + trial.number() + ": report lost: " + e.getMessage());
        }
    }
}
