package io.jenkins.plugins.mlcd.loop;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Where a model version stands. At most one version of a model is in {@link #PRODUCTION}. */
public enum Stage {
    /** Registered, not yet judged. */
    CANDIDATE,
    /** Its benchmarks passed. */
    VALIDATED,
    /** Some users get it. */
    CANARY,
    /** All users get it. */
    PRODUCTION,
    /** Was in production, and another version followed. */
    RETIRED,
    /** A gate, a rollout or a rollback turned it down. */
    REJECTED;

    /** The word in the record and in a Jenkinsfile, such as {@code production}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException naming the value and the words that there are */
    public static Stage of(String word) {
        return Arrays.stream(values())
                .filter(stage -> stage.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("stage '" + word + "' is none of "
                        + Arrays.stream(values()).map(Stage::word).collect(Collectors.joining(", "))));
    }
}
