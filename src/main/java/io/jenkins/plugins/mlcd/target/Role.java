package io.jenkins.plugins.mlcd.target;

import java.util.Locale;

/** What a model version is for on a target: the one that users have, or the one on trial beside it. */
public enum Role {
    STABLE,
    CANARY;

    /** The word that the admin API uses: {@code stable} or {@code canary}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
