package io.jenkins.plugins.mlcd.jenkins.steps.canary;

import java.util.Locale;

/** What a rollout does while a build of another job rolls out to its target. */
public enum Busy {
    WAIT,
    FAIL;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
