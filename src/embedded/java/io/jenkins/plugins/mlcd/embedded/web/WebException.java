package io.jenkins.plugins.mlcd.embedded.web;

/** A request that is answered with an error status and one sentence that says why. */
public final class WebException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;

    public WebException(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    public int status() {
        return status;
    }
}
