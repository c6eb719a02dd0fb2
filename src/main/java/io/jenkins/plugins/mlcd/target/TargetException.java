package io.jenkins.plugins.mlcd.target;

import java.io.IOException;

/** A target could not be reached or refused a request; the message is one sentence that names the URL. */
public final class TargetException extends IOException {

    private static final long serialVersionUID = 1L;
    private static final int UNPROCESSABLE = 422;

    private final int status;

    TargetException(String message, Throwable cause) {
        super(message, cause);
        this.status = 0;
    }

    TargetException(String message, int status) {
        super(message);
        this.status = status;
    }

    /** A target that does what it should, but of which a check on it says no. */
    public static TargetException refusal(String message) {
        return new TargetException(message, UNPROCESSABLE);
    }

    /** The HTTP status of the answer, or 0 when there was none. */
    public int status() {
        return status;
    }

    /** Whether the target understood the request and said no (4xx), so that asking again is of no use. */
    public boolean refused() {
        return status >= 400 && status < 500;
    }
}
