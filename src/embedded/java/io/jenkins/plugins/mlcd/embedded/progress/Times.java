package io.jenkins.plugins.mlcd.embedded.progress;

import java.time.Duration;

/** Durations as people read them. */
public final class Times {

    private Times() {}

    /** {@code 8 s}, {@code 2 min 5 s}, {@code 1 h 3 min}; never negative. */
    public static String text(Duration time) {
        long seconds = Math.max(0, time.toSeconds());
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3600) {
            return seconds / 60 + " min" + (seconds % 60 == 0 ? "" : " " + seconds % 60 + " s");
        }
        return seconds / 3600 + " h" + (seconds / 60 % 60 == 0 ? "" : " " + seconds / 60 % 60 + " min");
    }
}
