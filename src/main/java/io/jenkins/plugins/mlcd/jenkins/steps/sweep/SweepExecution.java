package io.jenkins.plugins.mlcd.jenkins.steps.sweep;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.console.ConsoleLogFilter;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.mlcd.jenkins.steps.MlSweepStep;
import io.jenkins.plugins.mlcd.sweep.Ask;
import io.jenkins.plugins.mlcd.sweep.EndState;
import io.jenkins.plugins.mlcd.sweep.Progress;
import io.jenkins.plugins.mlcd.sweep.Study;
import io.jenkins.plugins.mlcd.sweep.StudyEvent;
import io.jenkins.plugins.mlcd.sweep.Trial;
import io.jenkins.plugins.mlcd.sweep.TrialState;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Optional;
import org.jenkinsci.plugins.workflow.steps.BodyExecutionCallback;
import org.jenkinsci.plugins.workflow.steps.BodyInvoker;
import org.jenkinsci.plugins.workflow.steps.EnvironmentExpander;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** One worker of a study: asks, runs the body, tells, asks again. All that it keeps is the trial that it runs. */
public final class SweepExecution extends StudyExecution {

    private static final long serialVersionUID = 1L;

    @CheckForNull
    private TrialRun trial;

    public SweepExecution(StepContext context, MlSweepStep step) {
        super(context, step);
    }

    @Override
    public boolean start() throws Exception {
        join(Study.Orphans.LOST);
        begin(study().newWorker());
        if (worker().equals("1") && study().trials().isEmpty()) {
            announce();
        }
        work(this::next);
        return false;
    }

    /** After a restart of the controller: the body has been picked up by Pipeline, its reports are picked up here. */
    @Override
    public void onResume() {
        TrialRun running = current();
        work(() -> {
            join(Study.Orphans.KEPT);
            if (running == null) {
                next();
            } else if (running == current()) {
                // When the trial was given to another meanwhile, its end is told in vain, which the study allows for.
                study().adopt(running.handle().number(), running.handle().attempt());
                follow(running);
            }
            later(ORPHANS_MILLIS, study()::loseOrphans);
        });
    }

    private void next() throws Exception {
        Ask ask = isOver() ? null : study().ask(worker());
        if (ask instanceof Ask.Run run) {
            run(run.trial());
        } else if (ask instanceof Ask.Wait) {
            later(TICK_MILLIS, this::next);
        } else if (ask instanceof Ask.Done done) {
            finish(done.end());
        }
    }

    private void run(Trial asked) throws Exception {
        FilePath workspace = getContext().get(FilePath.class);
        TrialRun running = new TrialRun(study(), asked, workspace);
        running.prepare(asked, workspace, getContext().get(EnvVars.class));
        log().println(SweepLog.asked(asked));
        EnvironmentExpander env = EnvironmentExpander.constant(running.environment(study(), asked, workspace));
        BodyInvoker body = getContext()
                .newBodyInvoker()
                .withContext(EnvironmentExpander.merge(getContext().get(EnvironmentExpander.class), env))
                .withContext(BodyInvoker.mergeConsoleLogFilters(
                        getContext().get(ConsoleLogFilter.class),
                        new TrialConsole(running.key(), running.directory(workspace).getRemote())))
                .withContext(running.handle())
                .withDisplayName(running.label())
                .withCallback(new Callback(this));
        synchronized (this) {
            if (isOver()) {
                return;
            }
            trial = running;
            follow(running);
            running.started(body.start());
        }
    }

    /** Listens to the trial's console, and looks after it once a second. */
    private void follow(TrialRun running) throws IOException, InterruptedException {
        PrintStream log = log();
        TrialConsole.listen(running.key(), line -> {
            if (running.accept(line, log)) {
                // The thread that writes the console may not wait for its own process to be stopped.
                Background.now(() -> stopIfNeeded(running));
            }
        }, running::keep);
        Background.later(TICK_MILLIS, () -> tick(running));
    }

    private void tick(TrialRun running) {
        if (running != current()) {
            return;
        }
        try {
            FilePath workspace = getContext().get(FilePath.class);
            if (workspace != null) { // after a restart the agent may not be back yet
                running.read(workspace, false, log());
            }
            stopIfNeeded(running);
        } catch (IOException | InterruptedException e) {
            // The agent is away for the moment; if for good, the body fails and says so.
        }
        Background.later(TICK_MILLIS, () -> tick(running));
    }

    private void stopIfNeeded(TrialRun running) {
        Trial now = study().trial(running.handle().number());
        Optional<String> reason = now.state() == TrialState.PRUNED ? Optional.of(now.reason()) : study().stopping();
        reason.ifPresent(why -> running.stop(new FlowInterruptedException(
                Result.ABORTED, true, new PrunedCause(running.handle().number(), why))));
    }

    private void ended(@CheckForNull Throwable failure) {
        TrialRun running;
        synchronized (this) {
            running = trial;
            trial = null;
        }
        if (running != null) {
            running.ended();
            work(() -> tell(running, failure));
        }
    }

    private void tell(TrialRun running, @CheckForNull Throwable failure) throws Exception {
        join(Study.Orphans.KEPT);
        TrialHandle handle = running.handle();
        FilePath workspace = failure != null && TrialFailure.isLostAgent(failure) ? null : getContext().get(FilePath.class);
        if (workspace == null) {
            TrialConsole.forget(running.key());
            Throwable cause = failure == null ? new AbortException("the agent of " + running.label() + " is gone") : failure;
            log().println(SweepLog.ended(study(), study().lose(handle.number(), handle.attempt(), TrialFailure.words(cause))));
            fail(cause);
            return;
        }
        try {
            running.read(workspace, true, log());
            TrialConsole.forget(running.key());
            if (failure == null) {
                StudyModels.keep(run(), study(), handle.number(), running.model(workspace));
            }
        } catch (IOException e) {
            study().lose(handle.number(), handle.attempt(), "its workspace cannot be read: " + e.getMessage());
            throw e;
        }
        if (failure != null && TrialFailure.isAbort(failure)) {
            study().abort(TrialFailure.words(failure));
            study().lose(handle.number(), handle.attempt(), TrialFailure.words(failure));
            fail(failure);
            return;
        }
        log().println(SweepLog.ended(study(), conclude(handle, failure)));
        study().takeNotice().ifPresent(log()::println);
        if (failure == null) {
            StudyModels.evict(run(), study());
        }
        running.directory(workspace).deleteRecursive();
        next();
    }

    private Trial conclude(TrialHandle handle, @CheckForNull Throwable failure) throws IOException {
        if (failure == null) {
            return study().tell(handle.number(), handle.attempt());
        }
        if (TrialFailure.isPruned(failure)) {
            return study().stopped(handle.number(), handle.attempt());
        }
        return study().fail(handle.number(), handle.attempt(), TrialFailure.words(failure));
    }

    private void finish(StudyEvent.Ended end) throws Exception {
        if (end.state() != EndState.ABORTED) {
            StudyModels.archive(run(), study(), getContext().get(Launcher.class), getContext().get(TaskListener.class));
        }
        conclude(end);
    }

    @Override
    public void stop(Throwable cause) throws Exception {
        TrialRun running = current();
        if (running != null && running.stop(cause)) {
            return;
        }
        if (study() != null && !isOver() && !TrialFailure.isLostAgent(cause)) {
            study().abort(TrialFailure.words(cause));
        }
        fail(cause);
    }

    @Override
    @CheckForNull
    public String getStatus() {
        if (study() == null) {
            return "starting";
        }
        Progress progress = study().progress();
        return "worker " + worker() + " of study " + progress.study() + ": " + progress.done() + " trials done";
    }

    @CheckForNull
    private synchronized TrialRun current() {
        return trial;
    }

    private static final class Callback extends BodyExecutionCallback {

        private static final long serialVersionUID = 1L;

        private final SweepExecution execution;

        Callback(SweepExecution execution) {
            this.execution = execution;
        }

        @Override
        public void onSuccess(StepContext context, Object result) {
            execution.ended(null);
        }

        @Override
        public void onFailure(StepContext context, Throwable t) {
            execution.ended(t);
        }
    }
}
