package hudson.scheduler;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.Collection;
import java.util.List;

/** A schedule: lines of cron fields; blank lines and lines that begin with # say nothing. */
public final class CronTabList {

    private final List<CronTab> tabs;

    public CronTabList(Collection<CronTab> tabs) {
        this.tabs = List.copyOf(tabs);
    }

    /** Whether one of the lines has the minute of {@code cal}. */
    public boolean check(Calendar cal) {
        return tabs.stream().anyMatch(t -> t.matches(cal));
    }

    /** @throws IllegalArgumentException naming the line that is wrong */
    public static CronTabList create(@NonNull String format) {
        return create(format, Hash.zero());
    }

    public static CronTabList create(@NonNull String format, Hash hash) {
        List<CronTab> tabs = new ArrayList<>();
        for (String line : format.lines().map(String::trim).toList()) {
            if (!line.isEmpty() && !line.startsWith("#")) {
                tabs.add(new CronTab(line, hash));
            }
        }
        return new CronTabList(tabs);
    }
}
