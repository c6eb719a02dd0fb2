package io.jenkins.plugins.mlcd.embedded.host;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * How an embedded Jenkins is to be started.
 *
 * @param executors number of executors of the built-in node, at least 1
 * @param quietPeriod how long a build waits in the queue so that further causes can join it, at least 0
 * @param rootUrl what {@code Jenkins.getRootUrl()} says, ending in a slash
 * @param runner runs the builds
 * @param extensions further extensions, such as the host's own stock steps; each is an instance of its extension point
 */
public record HostOptions(int executors, Duration quietPeriod, URI rootUrl, BuildRunner runner, List<?> extensions) {

    public HostOptions {
        if (executors < 1) {
            throw new IllegalArgumentException("executors must be at least 1, not " + executors);
        }
        if (quietPeriod.isNegative()) {
            throw new IllegalArgumentException("quietPeriod must not be negative, but is " + quietPeriod);
        }
        if (!rootUrl.toString().endsWith("/")) {
            throw new IllegalArgumentException("rootUrl must end in a slash, but is " + rootUrl);
        }
        Objects.requireNonNull(runner, "runner");
        extensions = List.copyOf(extensions);
    }

    /** Two executors, no quiet period. */
    public static HostOptions of(BuildRunner runner, List<?> extensions) {
        return new HostOptions(2, Duration.ZERO, URI.create("http://localhost/"), runner, extensions);
    }
}
