package io.jenkins.plugins.mlcd.agent.model;

/** The model works, but not for this input, as it says itself. */
public final class InputRefusedException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    public InputRefusedException(String message) {
        super(message);
    }
}
