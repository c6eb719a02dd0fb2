package io.jenkins.plugins.mlcd.monitor.rules;

import java.util.Arrays;
import java.util.Locale;

/**
 * How soon a rule is raised, as people know it: high is once, medium 5 times in an hour, low 20 times in an hour of one-minute windows. What the
 * words mean can be configured, see {@link Sensitivities}.
 */
public enum Sensitivity {
    HIGH(1, 1),
    MEDIUM(5, 2),
    LOW(20, 3);

    private final int violations;
    private final int least;

    Sensitivity(int violations, int least) {
        this.violations = violations;
        this.least = least;
    }

    /** Violated windows in an hour of one-minute windows, unless it is configured otherwise. */
    int usualViolations() {
        return violations;
    }

    /** Violated windows that even a watch of few windows needs, because one window proves little. */
    int least() {
        return least;
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
