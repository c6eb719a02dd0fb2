package io.jenkins.plugins.mlcd.canary;

import java.util.Arrays;

/** Where a rollout stands. */
public enum Phase {
    /** The canary is being started. */
    PREPARING("preparing"),
    /** The canary is tested by itself, without traffic. */
    SMOKE("smoke"),
    /** The canary gets copies of requests; nobody gets its answers. */
    MIRRORING("mirroring"),
    /** Some of the traffic goes to the canary. */
    PROGRESSING("progressing"),
    /** The weight stays until a person says so; the canary is looked at all the same. */
    PAUSED("paused"),
    /** The canary becomes the stable version. */
    PROMOTING("promoting"),
    /** The canary goes, and what users get now is tested. */
    FINALISING("finalising"),
    /** Users have the new version, or an A/B test that only reports has ended. */
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

    /** Whether users may have the canary's answers, or soon will, and nothing is promoted yet. */
    public boolean beforePromotion() {
        return ordinal() < PROMOTING.ordinal();
    }

    /** Whether the canary is looked at from time to time. */
    boolean looksAtTheCanary() {
        return this == MIRRORING || this == PROGRESSING || this == PAUSED;
    }

    static Phase of(String word) {
        return Arrays.stream(values())
                .filter(phase -> phase.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + word + "' is no phase of a rollout"));
    }
}
