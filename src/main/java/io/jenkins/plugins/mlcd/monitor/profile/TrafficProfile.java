package io.jenkins.plugins.mlcd.monitor.profile;

import java.util.Map;
import java.util.Objects;

/**
 * The requests of a window as a server answered them. These are figures of the window, not counters since a start, so that
 * a server that starts again takes nothing from them.
 *
 * @param requests all requests, answered well or not
 * @param errors requests that failed by kind: a status of HTTP such as {@code 429}, or a name such as {@code timeout}
 * @param latency seconds from the whole request to the answer, of those whose time is known
 */
public record TrafficProfile(long requests, CategoryProfile errors, QuantileSketch latency) {

    public TrafficProfile {
        Objects.requireNonNull(errors, "errors");
        Objects.requireNonNull(latency, "latency");
        if (errors.total() > requests || latency.count() > requests) {
            throw new IllegalArgumentException(requests + " requests cannot have " + errors.total() + " errors and " + latency.count()
                    + " latencies");
        }
    }

    public static TrafficProfile empty() {
        return new TrafficProfile(0, new CategoryProfile(Map.of(), 0), QuantileSketch.of());
    }

    /** Share of the requests that failed, 0..1; NaN when there was none. */
    public double errorShare() {
        return (double) errors.total() / requests;
    }

    /** The traffic of both together. */
    public TrafficProfile merge(TrafficProfile other) {
        return new TrafficProfile(requests + other.requests, errors.merge(other.errors), latency.merge(other.latency));
    }
}
