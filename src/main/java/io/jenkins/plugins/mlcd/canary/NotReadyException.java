package io.jenkins.plugins.mlcd.canary;

import java.io.IOException;

/**
 * A version cannot become ready, and asking again is of no use: its image cannot be pulled, it crashes, no node has room, its
 * probes fail. The rollout turns back with the message as its reason.
 */
public final class NotReadyException extends IOException {

    private static final long serialVersionUID = 1L;

    /** @param message one sentence for people that names the version and the reason */
    public NotReadyException(String message) {
        super(message);
    }
}
