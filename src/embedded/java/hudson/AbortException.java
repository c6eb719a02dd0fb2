package hudson;

import java.io.IOException;

/** A user's mistake or an expected failure: its message is shown without a stack trace. */
public class AbortException extends IOException {

    private static final long serialVersionUID = 1L;

    public AbortException() {
    }

    public AbortException(String message) {
        super(message);
    }
}
