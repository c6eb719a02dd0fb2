package io.jenkins.plugins.mlcd.jenkins.triggers;

import hudson.model.InvisibleAction;
import jenkins.model.CauseOfInterruption;

/** Why a build was ended before it did anything: what it was started for holds no longer. */
public final class RefutedAction extends InvisibleAction {

    private final String reason;

    RefutedAction(String reason) {
        this.reason = reason;
    }

    public String getReason() {
        return reason;
    }

    /** The same, as Jenkins shows it. */
    public static final class Refuted extends CauseOfInterruption {

        private static final long serialVersionUID = 1L;

        private final String reason;

        Refuted(String reason) {
            this.reason = reason;
        }

        @Override
        public String getShortDescription() {
            return "not built: " + reason;
        }
    }
}
