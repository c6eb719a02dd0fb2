package io.jenkins.plugins.mlcd.jenkins.config;

import hudson.AbortException;
import io.jenkins.plugins.mlcd.target.LocalTargetClient;

/** Finds the local target that a step names. */
public final class LocalTargets {

    private LocalTargets() {}

    /** @throws AbortException naming the target and those that there are */
    public static LocalTargetClient client(String name) throws AbortException {
        Target target = Targets.named(name);
        if (target instanceof LocalTarget local) {
            return local.client();
        }
        throw new AbortException("target '" + name + "' is a " + target.getDescriptor().getDisplayName() + ", which this step cannot use yet");
    }
}
