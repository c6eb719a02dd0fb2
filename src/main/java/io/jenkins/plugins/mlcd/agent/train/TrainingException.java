package io.jenkins.plugins.mlcd.agent.train;

import java.io.IOException;

/** Training failed for a reason that its parameters or data give; the message is one sentence. */
public final class TrainingException extends IOException {

    private static final long serialVersionUID = 1L;

    public TrainingException(String message, Throwable cause) {
        super(message, cause);
    }

    public TrainingException(String message) {
        super(message);
    }
}
