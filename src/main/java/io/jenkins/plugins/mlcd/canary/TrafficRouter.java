package io.jenkins.plugins.mlcd.canary;

import java.io.IOException;

/** Shares the requests between the stable version and the canary. */
@FunctionalInterface
public interface TrafficRouter {

    /**
     * Sends {@code percent} (0 to 100) of the requests to the canary, and returns when new requests are shared so. The
     * same again changes nothing.
     *
     * @throws IllegalArgumentException when {@code percent} is not 0 to 100
     */
    void weight(int percent) throws IOException, InterruptedException;
}
