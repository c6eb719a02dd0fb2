package io.jenkins.plugins.mlcd.embedded.progress;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/** Chooses the display that the terminal can show. */
public final class Displays {

    private static final Duration STATUS = Duration.ofSeconds(20);
    private static final int ASSUMED_COLUMNS = 100;
    private static final long WIDTH_EVERY_NANOS = Duration.ofSeconds(2).toNanos();

    private Displays() {}

    /** A live display when {@code out} is a terminal that understands cursor movements, else plain lines. */
    public static Display of(PrintStream out, boolean plain, boolean color) {
        String terminal = System.getenv("TERM");
        boolean capable = !plain && System.console() != null && terminal != null && !terminal.equals("dumb");
        return capable
                ? new LiveDisplay(out, new Width()::columns, color, InstantSource.system())
                : new PlainDisplay(out, InstantSource.system(), STATUS);
    }

    /** Columns of the controlling terminal; asked for again every two seconds, because windows are resized. */
    private static final class Width {

        private int columns = ASSUMED_COLUMNS;
        private long asked = Long.MIN_VALUE;

        synchronized int columns() {
            long now = System.nanoTime();
            if (asked == Long.MIN_VALUE || now - asked > WIDTH_EVERY_NANOS) {
                asked = now;
                ask();
            }
            return columns;
        }

        private void ask() {
            try {
                Process process = new ProcessBuilder("sh", "-c", "stty size </dev/tty").redirectError(ProcessBuilder.Redirect.DISCARD).start();
                process.getOutputStream().close();
                String[] size = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip().split(" ");
                if (process.waitFor(1, TimeUnit.SECONDS) && size.length == 2 && size[1].matches("\\d{1,4}") && !size[1].equals("0")) {
                    columns = Integer.parseInt(size[1]);
                }
            } catch (IOException e) {
                columns = ASSUMED_COLUMNS;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
