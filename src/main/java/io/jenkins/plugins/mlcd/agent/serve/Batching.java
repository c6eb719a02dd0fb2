package io.jenkins.plugins.mlcd.agent.serve;

import java.time.Duration;

/**
 * How requests are put together for the model.
 *
 * @param queue how many requests may wait for the model before more are refused, at least 1
 * @param size most requests that go through the model together, 1 to {@value #MAX_SIZE}
 * @param longestWait how long a request may wait for others to make up a full batch, 0 to 1 s; 0 takes what has queued up meanwhile
 */
public record Batching(int queue, int size, Duration longestWait) {

    static final int MAX_SIZE = 4_096;

    public static final int DEFAULT_QUEUE = 512;

    public static final int DEFAULT_SIZE = 32;

    public static final Batching DEFAULT = new Batching(DEFAULT_QUEUE, DEFAULT_SIZE, Duration.ZERO);

    public Batching {
        if (queue < 1) {
            throw new IllegalArgumentException("queue must be at least 1, but is " + queue);
        }
        if (size < 1 || size > MAX_SIZE) {
            throw new IllegalArgumentException("batch must be 1 to " + MAX_SIZE + ", but is " + size);
        }
        if (longestWait.isNegative() || longestWait.compareTo(Duration.ofSeconds(1)) > 0) {
            throw new IllegalArgumentException("batch-wait must be 0s to 1s, but is " + longestWait.toMillis() + "ms");
        }
    }
}
