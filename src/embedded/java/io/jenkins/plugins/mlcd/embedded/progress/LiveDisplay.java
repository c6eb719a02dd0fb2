package io.jenkins.plugins.mlcd.embedded.progress;

import java.io.PrintStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.IntSupplier;

/** A terminal's view: the log scrolls, and the lowest lines are rewritten a few times a second with what is happening now. */
public final class LiveDisplay extends ActivityDisplay {

    private static final Duration REFRESH = Duration.ofMillis(250);
    private static final String CLEAR_TO_END = "\033[J";
    private static final String DIM = "\033[2m";
    private static final String NORMAL = "\033[0m";

    private final PrintStream out;
    private final IntSupplier width;
    private final boolean color;
    private int drawn;

    /** @param width of the terminal in columns, asked for each time */
    public LiveDisplay(PrintStream out, IntSupplier width, boolean color, InstantSource clock) {
        super(clock);
        this.out = out;
        this.width = width;
        this.color = color;
        refreshEvery(REFRESH);
    }

    @Override
    void refresh() {
        List<String> lines = activity().lines();
        synchronized (this) {
            draw(new StringBuilder(), lines);
        }
    }

    @Override
    public void line(String line) {
        List<String> lines = activity().lines();
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
    public void close() {
        super.close();
        synchronized (this) {
            draw(new StringBuilder(), List.of());
        }
    }
}
