package hudson.scheduler;

import java.util.BitSet;
import java.util.Calendar;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line of a schedule: minute, hour, day of the month, month, day of the week (0 and 7 are Sunday), each {@code *}, a number, a range, a step,
 * a list of these, or {@code H} for a number that depends on the job; or {@code @hourly} and the like.
 */
public final class CronTab {

    private static final int[] LOWEST = {0, 0, 1, 1, 0};
    private static final int[] HIGHEST = {59, 23, 31, 12, 7};
    private static final int[] HIGHEST_HASH = {59, 23, 28, 12, 6};
    private static final String[] NAMES = {"minute", "hour", "day of month", "month", "day of week"};
    private static final Pattern ITEM = Pattern.compile("(\\*|H|\\d+(?:-\\d+)?|H\\((\\d+)-(\\d+)\\))(?:/(\\d+))?");
    private static final Map<String, String> ALIASES = Map.of("@yearly", "H H H H *", "@annually", "H H H H *", "@monthly", "H H H * *",
            "@weekly", "H H * * H", "@daily", "H H * * *", "@midnight", "H H(0-2) * * *", "@hourly", "H * * * *");

    private final String format;
    private final BitSet[] fields = new BitSet[5];

    public CronTab(String format) {
        this(format, Hash.zero());
    }

    /** @throws IllegalArgumentException naming the field that is wrong */
    public CronTab(String format, Hash hash) {
        this.format = format;
        String[] parts = ALIASES.getOrDefault(format, format).trim().split("\\s+");
        if (parts.length != 5) {
            throw new IllegalArgumentException("a schedule has five fields, but '" + format + "' has " + parts.length);
        }
        for (int i = 0; i < 5; i++) {
            fields[i] = field(i, parts[i], hash);
        }
        if (fields[4].get(7)) {
            fields[4].set(0);
        }
    }

    private BitSet field(int index, String text, Hash hash) {
        BitSet set = new BitSet();
        for (String item : text.split(",", -1)) {
            Matcher m = ITEM.matcher(item);
            if (!m.matches()) {
                throw wrong(index, item);
            }
            add(set, index, m, hash);
        }
        return set;
    }

    private void add(BitSet set, int index, Matcher m, Hash hash) {
        String range = m.group(1);
        int step = m.group(4) == null ? 1 : Integer.parseInt(m.group(4));
        boolean hashed = range.startsWith("H");
        int low = LOWEST[index];
        int high = hashed ? HIGHEST_HASH[index] : HIGHEST[index];
        if (m.group(2) != null) {
            low = Integer.parseInt(m.group(2));
            high = Integer.parseInt(m.group(3));
        } else if (!hashed && !range.equals("*")) {
            String[] ends = range.split("-");
            low = Integer.parseInt(ends[0]);
            high = m.group(4) != null && ends.length == 1 ? high : Integer.parseInt(ends[ends.length - 1]);
        }
        if (low < LOWEST[index] || high > HIGHEST[index] || low > high || step < 1) {
            throw wrong(index, m.group());
        }
        if (hashed) {
            int width = m.group(4) == null ? high - low + 1 : Math.min(step, high - low + 1);
            low += hash.next(width);
            high = m.group(4) == null ? low : high;
        }
        for (int i = low; i <= high; i += step) {
            set.set(i);
        }
    }

    private IllegalArgumentException wrong(int index, String item) {
        return new IllegalArgumentException("'" + item + "' is no " + NAMES[index] + " (" + LOWEST[index] + " to " + HIGHEST[index] + ") in the schedule '" + format + "'");
    }

    boolean matches(Calendar cal) {
        return fields[0].get(cal.get(Calendar.MINUTE)) && fields[1].get(cal.get(Calendar.HOUR_OF_DAY))
                && fields[2].get(cal.get(Calendar.DAY_OF_MONTH)) && fields[3].get(cal.get(Calendar.MONTH) + 1)
                && fields[4].get(cal.get(Calendar.DAY_OF_WEEK) - 1);
    }

    @Override
    public String toString() {
        return format;
    }
}
