package io.jenkins.plugins.mlcd.jenkins.config;

import hudson.AbortException;

/** Finds the configured target that a step names. */
public final class Targets {

    private Targets() {}

    /** @throws AbortException naming the target and those that there are */
    public static Target named(String name) throws AbortException {
        MlcdConfiguration configuration = MlcdConfiguration.get();
        return configuration.target(name).orElseThrow(() -> new AbortException("target '" + name + "' is not configured; there are "
                + configuration.getTargets().stream().map(Target::getName).toList()));
    }
}
