package io.jenkins.plugins.mlcd.embedded.progress;

import java.io.PrintStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/** Lines without control characters, for files and for terminals that can do no more: the log, and now and then how the sweep goes. */
public final class PlainDisplay implements Display {

    private final PrintStream out;
    private final Activity activity;
    private final ScheduledExecutorService timer;
    private List<String> lastSweeps = List.of();

    /** @param every between two lines on a sweep */
    public PlainDisplay(PrintStream out, InstantSource clock, Duration every) {
        this.out = out;
        this.activity = new Activity(clock);
        this.timer = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "progress");
            thread.setDaemon(true);
            return thread;
        });
        timer.scheduleWithFixedDelay(this::status, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void status() {
        List<String> sweeps = activity.sweeps();
        if (!sweeps.equals(lastSweeps)) {
            sweeps.forEach(this::line);
            lastSweeps = sweeps;
        }
    }

    @Override
    public void line(String line) {
        out.println(line);
    }

    @Override
    public void step(String branch, String stage, String step, boolean running) {
        activity.step(branch, stage, step, running);
    }

    @Override
    public void buildStarted(WorkflowRun run) {
        activity.buildStarted(run.getRootDir().toPath());
    }

    @Override
    public void buildEnded(WorkflowRun run) {
        activity.buildEnded();
    }

    @Override
    public void close() {
        timer.shutdownNow();
        out.flush();
    }
}
