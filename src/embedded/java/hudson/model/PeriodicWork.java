package hudson.model;

import hudson.ExtensionList;
import hudson.ExtensionPoint;
import hudson.triggers.SafeTimerTask;
import java.util.Random;

/** Work that is done again and again while Jenkins runs. */
public abstract class PeriodicWork extends SafeTimerTask implements ExtensionPoint {

    protected static final long MIN = 60_000L;
    protected static final long HOUR = 60 * MIN;
    protected static final long DAY = 24 * HOUR;

    /** Time from the start of one run to that of the next, in milliseconds. */
    public abstract long getRecurrencePeriod();

    public long getInitialDelay() {
        return new Random().nextLong(Math.max(1, getRecurrencePeriod()));
    }

    public static ExtensionList<PeriodicWork> all() {
        return ExtensionList.lookup(PeriodicWork.class);
    }
}
