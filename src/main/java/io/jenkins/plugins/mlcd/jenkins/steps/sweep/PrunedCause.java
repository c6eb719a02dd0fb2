package io.jenkins.plugins.mlcd.jenkins.steps.sweep;

import jenkins.model.CauseOfInterruption;

/** A trial was stopped by its study: it is unpromising, or the study has ended. The build goes on. */
public final class PrunedCause extends CauseOfInterruption {

    private static final long serialVersionUID = 1L;

    private final int trial;
    private final String reason;

    public PrunedCause(int trial, String reason) {
        this.trial = trial;
        this.reason = reason;
    }

    public int getTrial() {
        return trial;
    }

    @Override
    public String getShortDescription() {
        return "trial " + trial + " pruned: " + reason;
    }
}
