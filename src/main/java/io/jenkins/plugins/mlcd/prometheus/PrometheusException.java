package io.jenkins.plugins.mlcd.prometheus;

import java.io.IOException;

/** A Prometheus server could not be reached, refused a query or answered what cannot be read; the message is one sentence that names its URL. */
public final class PrometheusException extends IOException {

    private static final long serialVersionUID = 1L;

    private final int status;

    PrometheusException(String message, int status) {
        super(message);
        this.status = status;
    }

    PrometheusException(String message, Throwable cause) {
        super(message, cause);
        this.status = 0;
    }

    /** The HTTP status of the answer, or 0 when there was none. */
    public int status() {
        return status;
    }
}
