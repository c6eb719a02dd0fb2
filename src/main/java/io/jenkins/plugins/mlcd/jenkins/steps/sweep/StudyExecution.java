package io.jenkins.plugins.mlcd.jenkins.steps.sweep;

import hudson.AbortException;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.mlcd.jenkins.steps.MlSweepStep;
import io.jenkins.plugins.mlcd.record.BuildLayout;
import io.jenkins.plugins.mlcd.sweep.EarlierBuild;
import io.jenkins.plugins.mlcd.sweep.EndState;
import io.jenkins.plugins.mlcd.sweep.Studies;
import io.jenkins.plugins.mlcd.sweep.Study;
import io.jenkins.plugins.mlcd.sweep.StudyDefinition;
import io.jenkins.plugins.mlcd.sweep.StudyEvent;
import io.jenkins.plugins.mlcd.sweep.Trial;
import java.io.IOException;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.Optional;
import org.jenkinsci.plugins.workflow.steps.AbstractStepExecutionImpl;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/**
 * What all workers of a study have in common: how one joins, works in the background, and is done, once. All that must survive a
 * restart of the controller beside what the worker itself keeps is its name; everything else is in the study's record.
 */
public abstract class StudyExecution extends AbstractStepExecutionImpl {

    private static final long serialVersionUID = 1L;

    /** How often a worker looks after its trials. */
    protected static final long TICK_MILLIS = 1000;

    /** How long workers have to come back after a restart before their trials are given to others. */
    protected static final long ORPHANS_MILLIS = 60_000;

    private final MlSweepStep step;
    private String worker = "";

    /** Not kept: whether Pipeline has heard of the end is for Pipeline to say, and one that has asks no more. */
    private transient boolean over;
    private transient volatile Study study;

    protected StudyExecution(StepContext context, MlSweepStep step) {
        super(context);
        this.step = step;
    }

    /** Joins the study, once: after a restart the body's end may come before {@link #onResume} has got to it. */
    protected final synchronized void join(Study.Orphans orphans) throws IOException, InterruptedException {
        if (study != null) {
            return;
        }
        StudyDefinition definition = step.definition();
        try {
            Run<?, ?> run = run();
            BuildLayout layout = StudyModels.layout(run);
            study = Studies.join(layout.study(definition.study()), definition, InstantSource.system(), orphans,
                    () -> EarlierBuild.read(definition, layout, EarlierBuilds.of(run, definition.study())));
        } catch (IllegalArgumentException e) {
            throw new AbortException(e.getMessage());
        }
    }

    /** Names the worker that begins. */
    protected final void begin(String name) {
        worker = name;
    }

    protected final String worker() {
        return worker;
    }

    /** The study; null until it is joined. */
    protected final Study study() {
        return study;
    }

    /** Says what will be tried, and what is known already. */
    protected final void announce() throws IOException, InterruptedException {
        log().println(SweepLog.start(study.definition()));
        if (study.definition().sampler().warmStart()) {
            log().println(SweepLog.warmStart(study));
        }
    }

    /** The study has ended, and so has the worker: with the best trial as its result, or as failed. */
    protected final void conclude(StudyEvent.Ended end) throws IOException, InterruptedException {
        Optional<Trial> best = study.best();
        if (end.state() == EndState.ABORTED || end.state() == EndState.FAILED || best.isEmpty()) {
            String how = end.state() == EndState.ABORTED ? "' was aborted: " : "' failed: ";
            fail(new AbortException("study '" + study.definition().study() + how + end.reason()));
            return;
        }
        log().println(SweepLog.finished(study, end, best.get()));
        if (leave()) {
            getContext().onSuccess(SweepLog.result(study, best.get()));
        }
    }

    protected final void fail(Throwable cause) {
        if (leave()) {
            getContext().onFailure(cause);
        }
    }

    /** True for the first who says that this worker is done. */
    private boolean leave() {
        synchronized (this) {
            if (over) {
                return false;
            }
            over = true;
        }
        release();
        try {
            if (study != null) {
                Studies.leave(study);
            }
        } catch (IOException e) {
            getContext().onFailure(e);
            return false;
        }
        return true;
    }

    /** Gives back what the worker holds beside the study. */
    protected void release() {
        // A worker that holds nothing.
    }

    protected final synchronized boolean isOver() {
        return over;
    }

    protected final Run<?, ?> run() throws IOException, InterruptedException {
        return getContext().get(Run.class);
    }

    protected final PrintStream log() throws IOException, InterruptedException {
        return getContext().get(TaskListener.class).getLogger();
    }

    /** Something to do in the background. */
    protected interface Work {
        void run() throws Exception;
    }

    /** Does something in the background; whatever goes wrong there ends the worker. */
    protected final void work(Work work) {
        Background.now(() -> {
            try {
                work.run();
            } catch (Exception | LinkageError e) {
                broken(e);
            }
        });
    }

    /** Does something in the background after a while. */
    protected final void later(long millis, Work work) {
        Background.later(millis, () -> work(work));
    }

    /** Something went wrong in the background. */
    protected void broken(Throwable cause) {
        fail(cause);
    }
}
