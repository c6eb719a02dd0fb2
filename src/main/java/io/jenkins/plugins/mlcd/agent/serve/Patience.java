package io.jenkins.plugins.mlcd.agent.serve;

import java.time.Duration;

/**
 * How long a server waits, and for how many.
 *
 * @param answer a request that has no answer after this is answered with 504
 * @param body a request whose body has not come after this is answered with 408
 * @param connection a connection on which no request has begun for this long is closed, whatever trickles in
 * @param connections more than this are closed as they come
 * @param drain how long a server that is told to end goes on to take requests, while it says already that it is not ready
 */
public record Patience(Duration answer, Duration body, Duration connection, int connections, Duration drain) {

    /** A connection is kept for longer than common clients and load balancers keep it (60 s), so that it is theirs to close it. */
    public static final Patience DEFAULT =
            new Patience(Duration.ofSeconds(30), Duration.ofSeconds(30), Duration.ofSeconds(75), 10_000, Duration.ZERO);

    public Patience {
        for (Duration each : new Duration[] {answer, body, connection}) {
            if (each.toMillis() < 1) {
                throw new IllegalArgumentException("a timeout must be at least 1ms, but is " + each);
            }
        }
        if (connections < 1) {
            throw new IllegalArgumentException("max-connections must be at least 1, but is " + connections);
        }
        if (drain.isNegative() || drain.compareTo(Duration.ofMinutes(10)) > 0) {
            throw new IllegalArgumentException("drain-delay must be 0s to 10m, but is " + drain.toSeconds() + "s");
        }
    }

    public Patience withAnswer(Duration longest) {
        return new Patience(longest, body, connection, connections, drain);
    }

    public Patience withDrain(Duration delay) {
        return new Patience(answer, body, connection, connections, delay);
    }
}
