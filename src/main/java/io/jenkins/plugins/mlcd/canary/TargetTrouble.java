package io.jenkins.plugins.mlcd.canary;

import io.jenkins.plugins.mlcd.target.TargetException;
import java.io.IOException;

/** A failure of the target, as opposed to one of the log, which ends the rollout. */
final class TargetTrouble extends Exception {

    private static final long serialVersionUID = 1L;

    TargetTrouble(IOException cause) {
        super(cause.getMessage(), cause);
    }

    /** Whether asking again is of no use. */
    boolean refused() {
        return getCause() instanceof NotReadyException || getCause() instanceof TargetException target && target.refused();
    }
}
