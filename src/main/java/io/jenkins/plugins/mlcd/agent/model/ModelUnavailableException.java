package io.jenkins.plugins.mlcd.agent.model;

import java.time.Duration;

/** The model cannot predict now, but may later: its program ended and has not been started again yet. */
public final class ModelUnavailableException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;

    public ModelUnavailableException(String message, Duration retryAfter, Throwable cause) {
        super(message, cause);
        this.retryAfter = retryAfter;
    }

    /** When it is worth trying again. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
