package io.jenkins.plugins.mlcd.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.jenkins.plugins.mlcd.target.TargetException;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.time.Duration;

/**
 * Calls of an API server. What may succeed when it is done again (no answer, 408, 409, 429, 5xx) is done again after a
 * pause that doubles, a limited number of times; a refusal is told at once in the server's own words.
 */
public final class ApiCalls {

    private static final int ATTEMPTS = 6;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final int TOO_MANY = 429;

    private final Duration firstPause;

    /** Pauses from a quarter of a second to four seconds, eight seconds in all. */
    public ApiCalls() {
        this(FIRST_PAUSE);
    }

    /** @param firstPause before the second attempt; each later one is twice as long */
    public ApiCalls(Duration firstPause) {
        this.firstPause = firstPause;
    }

    /** A call, or several that belong together, such as reading an object and writing it. It is repeated as a whole. */
    @FunctionalInterface
    public interface Call<T> {
        T run() throws IOException, InterruptedException;
    }

    /**
     * The answer to {@code call}.
     *
     * @param what the object of the call, for messages
     * @throws TargetException when the server refused, so that asking again is of no use
     * @throws IOException when it did not succeed in the last attempt either
     */
    public <T> T call(String what, Call<T> call) throws IOException, InterruptedException {
        Duration pause = firstPause;
        for (int attempt = 1; ; attempt++) {
            try {
                return call.run();
            } catch (KubernetesClientException e) {
                if (Thread.interrupted()) {
                    throw new InterruptedException(what);
                }
                if (!again(e.getCode())) {
                    throw TargetException.refusal(what + ": " + ClusterTrialJobs.words(e));
                }
                if (attempt == ATTEMPTS) {
                    throw new IOException(what + ", tried " + ATTEMPTS + " times: " + ClusterTrialJobs.words(e), e);
                }
            }
            Thread.sleep(pause.toMillis());
            pause = pause.multipliedBy(2);
        }
    }

    /** @param code the HTTP status; below 100 when there was no answer */
    private static boolean again(int code) {
        return code < HttpURLConnection.HTTP_BAD_REQUEST
                || code >= HttpURLConnection.HTTP_INTERNAL_ERROR
                || code == HttpURLConnection.HTTP_CONFLICT
                || code == HttpURLConnection.HTTP_CLIENT_TIMEOUT
                || code == TOO_MANY;
    }
}
