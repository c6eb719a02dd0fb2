package io.jenkins.plugins.mlcd.embedded.progress;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/** Keeps what is happening now, and shows it again and again on a thread of its own. */
abstract class ActivityDisplay implements Display {

    private final Activity activity;
    private final ScheduledExecutorService timer;

    ActivityDisplay(InstantSource clock) {
        this.activity = new Activity(clock);
        this.timer = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "progress");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Calls {@link #refresh} from now on; the last thing that a constructor does. */
    final void refreshEvery(Duration period) {
        timer.scheduleWithFixedDelay(this::refresh, period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
    }

    abstract void refresh();

    final Activity activity() {
        return activity;
    }

    @Override
    public final void step(String branch, String stage, String step, boolean running) {
        activity.step(branch, stage, step, running);
    }

    @Override
    public final void buildStarted(WorkflowRun run) {
        activity.buildStarted(run.getRootDir().toPath());
    }

    @Override
    public final void buildEnded(WorkflowRun run) {
        activity.buildEnded();
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
