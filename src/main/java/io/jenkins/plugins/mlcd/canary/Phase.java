package io.jenkins.plugins.mlcd.canary;

import java.util.Arrays;

/** Where a rollout stands. */
public enum Phase {
    /** The canary is being started. */
    PREPARING("preparing"),
    /** Some of the traffic goes to the canary. */
    PROGRESSING("progressing"),
    /** The canary becomes the stable version. */
    PROMOTING("promoting"),
    /** Users have the new version. */
    SUCCEEDED("succeeded"),
    /** The traffic goes back to the stable version. */
    ROLLING_BACK("rollingBack"),
    /** Users have the version that they had before. */
    FAILED("failed");

    private final String word;

    Phase(String word) {
        this.word = word;
    }

    /** The word in the record. */
    public String word() {
        return word;
    }

    public boolean ended() {
        return this == SUCCEEDED || this == FAILED;
    }

    static Phase of(String word) {
        return Arrays.stream(values())
                .filter(phase -> phase.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + word + "' is no phase of a rollout"));
    }
}
