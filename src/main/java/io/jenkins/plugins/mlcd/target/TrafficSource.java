package io.jenkins.plugins.mlcd.target;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the model servers of a target recorded of their traffic. */
public interface TrafficSource {

    /** For people: who is asked. */
    String name();

    /**
     * Profiles of a version's traffic, {@code mlcd/profile} objects, which together are that of all of its servers.
     *
     * @throws IOException when one of them does not tell: a part of the traffic is never taken for the whole
     */
    List<ObjectNode> profiles(String model, Instant from, Instant to) throws IOException, InterruptedException;

    /**
     * Captured samples as CSV with one head; the caller closes it.
     *
     * @param limit most samples wanted, at least 1
     */
    InputStream capture(Optional<Instant> from, Optional<Instant> to, int limit) throws IOException, InterruptedException;
}
