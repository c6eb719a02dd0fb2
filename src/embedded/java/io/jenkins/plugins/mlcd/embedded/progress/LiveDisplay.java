package io.jenkins.plugins.mlcd.embedded.progress;

import java.io.PrintStream;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/** A terminal's view: the log scrolls, and the lowest lines are rewritten a few times a second with what is happening now. */
public final class LiveDisplay implements Display {

    private static final long REFRESH_MILLIS = 250;
    private static final String CLEAR_TO_END = "\033[J";
    private static final String DIM = "\033[2m";
    private static final String NORMAL = "\033[0m";

    private final PrintStream out;
    private final IntSupplier width;
    private final boolean color;
    private final Activity activity;
    private final ScheduledExecutorService timer;
    private int drawn;

    /** @param width of the terminal in columns, asked for each time */
    public LiveDisplay(PrintStream out, IntSupplier width, boolean color, InstantSource clock) {
        this.out = out;
        this.width = width;
        this.color = color;
        this.activity = new Activity(clock);
        this.timer = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "progress");
            thread.setDaemon(true);
            return thread;
        });
        timer.scheduleWithFixedDelay(this::refresh, REFRESH_MILLIS, REFRESH_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void refresh() {
        List<String> lines = activity.lines();
        synchronized (this) {
            draw(new StringBuilder(), lines);
        }
    }

    @Override
    public void line(String line) {
        List<String> lines = activity.lines();
        synchronized (this) {
            draw(new StringBuilder(line.replace("\t", "    ")).append(System.lineSeparator()), lines);
        }
    }

    /** Writes {@code above} over the old region and a new region below it, in one go so that nothing flickers. */
    private void draw(StringBuilder above, List<String> region) {
        StringBuilder frame = new StringBuilder();
        if (drawn > 0) {
            frame.append("\033[").append(drawn).append("A\r").append(CLEAR_TO_END);
        }
        frame.append(above);
        for (String each : region) {
            frame.append(color ? DIM : "").append(cut(each)).append(color ? NORMAL : "").append(System.lineSeparator());
        }
        drawn = region.size();
        out.print(frame);
        out.flush();
    }

    /** A line that wraps would take two rows of the region, and the next refresh would leave one of them behind. */
    private String cut(String line) {
        int columns = Math.max(20, width.getAsInt() - 1);
        return line.length() <= columns ? line : line.substring(0, columns - 1) + "~";
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
        synchronized (this) {
            draw(new StringBuilder(), List.of());
        }
    }
}
