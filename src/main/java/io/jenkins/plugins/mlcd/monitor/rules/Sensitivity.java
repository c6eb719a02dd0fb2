package io.jenkins.plugins.mlcd.monitor.rules;

import java.util.Arrays;
import java.util.Locale;

/**
 * How many windows must be violated before a rule is raised: once, 5 in an hour or 20 in an hour of one-minute windows. A
 * watch of fewer than 60 windows needs the same share of them, but at least 2 (medium) or 3 (low), because one window proves
 * little; a watch of more windows needs no more than in an hour.
 */
public enum Sensitivity {
    HIGH(1, 1),
    MEDIUM(5, 2),
    LOW(20, 3);

    private static final int WINDOWS_PER_HOUR = 60;

    private final int perHour;
    private final int least;

    Sensitivity(int perHour, int least) {
        this.perHour = perHour;
        this.least = least;
    }

    /** Violated windows needed out of {@code windows}, 1 to {@code windows}. */
    public int violations(int windows) {
        if (this == HIGH) {
            return 1;
        }
        int share = (int) Math.ceil((double) perHour * windows / WINDOWS_PER_HOUR);
        return Math.max(1, Math.min(windows, Math.min(perHour, Math.max(least, share))));
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException naming the value and the words that there are */
    public static Sensitivity of(String word) {
        return Arrays.stream(values())
                .filter(sensitivity -> sensitivity.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("sensitivity '" + word + "' is none of low, medium, high"));
    }
}
