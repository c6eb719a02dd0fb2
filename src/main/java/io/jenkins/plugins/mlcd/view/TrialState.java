package io.jenkins.plugins.mlcd.view;

import java.util.Locale;

/** Where a trial stands, as the record last said. */
public enum TrialState {
    RUNNING,
    COMPLETE,
    PRUNED,
    FAILED,
    /** Its agent went away; it waits to be asked again. */
    LOST;

    private final String word = name().toLowerCase(Locale.ROOT);

    /** In pages and filters, such as {@code complete}. */
    public String word() {
        return word;
    }
}
