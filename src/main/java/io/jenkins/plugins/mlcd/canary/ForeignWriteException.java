package io.jenkins.plugins.mlcd.canary;

import java.io.IOException;

/** Somebody else has changed the shares that a rollout had set. */
public final class ForeignWriteException extends IOException {

    private static final long serialVersionUID = 1L;

    private final String manager;

    /**
     * @param manager who wrote: on Kubernetes the field manager
     * @param message one sentence that names the manager, what was found, and what had been set
     */
    public ForeignWriteException(String manager, String message) {
        super(message);
        this.manager = manager;
    }

    public String manager() {
        return manager;
    }

    /** What a rollout does about it. */
    public enum Policy {
        /** Set the shares again and go on; the look holds the weight. */
        RESTORE,
        /** Take the traffic back. */
        ABORT
    }
}
