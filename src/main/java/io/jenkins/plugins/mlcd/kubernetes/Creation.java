package io.jenkins.plugins.mlcd.kubernetes;

import java.util.Locale;

/**
 * What came of creating a Job.
 *
 * @param words the API server's own reason; empty when it was created
 */
public record Creation(Outcome outcome, String words) {

    /** What is to be done next. */
    public enum Outcome {
        /** The Job is there. */
        CREATED,
        /** A quota is full: there is no room now. */
        NO_ROOM,
        /** The API server is away or busy: to be tried again. */
        AWAY,
        /** The API server will not have it, now or ever. */
        REFUSED
    }

    private static final int CONFLICT = 409;
    private static final int FORBIDDEN = 403;
    private static final int TOO_MANY = 429;
    private static final int TIMEOUT = 408;
    private static final int UNAUTHORIZED = 401;
    private static final int SERVER = 500;
    private static final int CLIENT = 400;

    /**
     * Judges a refusal.
     *
     * @param code the HTTP status; 0 when there was no answer
     * @param message the API server's words
     * @param ours whether the Job of that name that there is, if any, is the one to be created
     */
    static Creation of(int code, String message, boolean ours) {
        if (code == CONFLICT && ours) {
            return new Creation(Outcome.CREATED, "");
        }
        boolean quota = code == FORBIDDEN && message.toLowerCase(Locale.ROOT).contains("exceeded quota");
        // An expired token is renewed with the next client.
        boolean away = code < CLIENT || code >= SERVER || code == TOO_MANY || code == TIMEOUT || code == UNAUTHORIZED;
        return new Creation(quota ? Outcome.NO_ROOM : away ? Outcome.AWAY : Outcome.REFUSED, message);
    }
}
