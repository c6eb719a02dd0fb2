package io.jenkins.plugins.mlcd.embedded.progress;

import java.io.PrintStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** Lines without control characters, for files and for terminals that can do no more: the log, and now and then how the sweep goes. */
public final class PlainDisplay extends ActivityDisplay {

    private final PrintStream out;
    private List<String> lastSweeps = List.of();

    /** @param every between two lines on a sweep */
    public PlainDisplay(PrintStream out, InstantSource clock, Duration every) {
        super(clock);
        this.out = out;
        refreshEvery(every);
    }

    @Override
    void refresh() {
        List<String> sweeps = activity().sweeps();
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
    public void close() {
        super.close();
        out.flush();
    }
}
