package hudson.scheduler;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.Calendar;
import java.util.Collection;

public final class CronTabList {
    public CronTabList(Collection<CronTab> tabs) {
    }

    public boolean check(Calendar cal) {
        throw new UnsupportedOperationException();
    }

    public String checkSanity() {
        throw new UnsupportedOperationException();
    }

    @CheckForNull public static String getValidTimezone(String timezone) {
        throw new UnsupportedOperationException();
    }

    public static CronTabList create(@NonNull String format) {
        throw new UnsupportedOperationException();
    }
}
