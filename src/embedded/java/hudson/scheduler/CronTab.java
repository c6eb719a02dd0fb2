package hudson.scheduler;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.Calendar;
import java.util.TimeZone;

public final class CronTab {
    public CronTab(String format) {
    }

    public Calendar ceil(long t) {
        throw new UnsupportedOperationException();
    }

    public Calendar ceil(Calendar cal) {
        throw new UnsupportedOperationException();
    }

    public Calendar floor(long t) {
        throw new UnsupportedOperationException();
    }

    public Calendar floor(Calendar cal) {
        throw new UnsupportedOperationException();
    }

    public String toString() {
        throw new UnsupportedOperationException();
    }

    @CheckForNull public String checkSanity() {
        throw new UnsupportedOperationException();
    }

    @CheckForNull public static String hashify(String spec) {
        throw new UnsupportedOperationException();
    }

    @CheckForNull public TimeZone getTimeZone() {
        throw new UnsupportedOperationException();
    }
}
