package io.jenkins.plugins.mlcd.sweep;

import java.util.Arrays;
import java.util.Locale;

/** Whether a larger or a smaller value of the metric is better. */
public enum Direction {
    MAXIMIZE,
    MINIMIZE;

    /** Whether {@code value} is better than {@code other}; a value never beats its equal. */
    public boolean better(double value, double other) {
        return this == MAXIMIZE ? value > other : value < other;
    }

    /** Whether {@code value} is as good as {@code goal} or better. */
    public boolean reaches(double value, double goal) {
        return this == MAXIMIZE ? value >= goal : value <= goal;
    }

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException naming the value and the two that there are */
    public static Direction parse(String text) {
        return Arrays.stream(values())
                .filter(direction -> direction.text().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("direction '" + text + "' must be 'maximize' or 'minimize'"));
    }
}
