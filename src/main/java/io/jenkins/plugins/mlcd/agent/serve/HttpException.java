package io.jenkins.plugins.mlcd.agent.serve;

import java.time.Duration;
import java.util.OptionalLong;

/** A request that is answered with an error status and one sentence that says why. */
public final class HttpException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final long retryAfterSeconds;

    public HttpException(int status, String message) {
        this(status, message, 0);
    }

    private HttpException(int status, String message, long retryAfterSeconds) {
        super(message, null, false, false);
        this.status = status;
        this.retryAfterSeconds = retryAfterSeconds;
    }

    public static HttpException badRequest(String message) {
        return new HttpException(400, message);
    }

    /** An answer that asks the client to come again, with the header {@code Retry-After} in whole seconds, at least 1. */
    public static HttpException later(int status, String message, Duration after) {
        return new HttpException(status, message, Math.max(1, (after.toMillis() + 999) / 1_000));
    }

    public int status() {
        return status;
    }

    OptionalLong retryAfterSeconds() {
        return retryAfterSeconds == 0 ? OptionalLong.empty() : OptionalLong.of(retryAfterSeconds);
    }
}
