package io.jenkins.plugins.mlcd.agent.target;

import io.jenkins.plugins.mlcd.record.BuildLayout;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a target lives and listens.
 *
 * @param name of the target, such as {@code production}
 * @param directory where it keeps its state, models and capture
 * @param host address of the data plane; the admin API is always on loopback
 * @param port of the data plane, 0 for a free one
 * @param adminPort of the admin API, 0 for a free one
 * @param seed of the random split
 * @param affinity name of the cookie that keeps a session with its version; empty for none
 */
public record TargetOptions(String name, Path directory, String host, int port, int adminPort, long seed, Optional<String> affinity) {

    static final String LOOPBACK = "127.0.0.1";

    public TargetOptions {
        BuildLayout.requireName("target", name);
        if (port < 0 || port > 65_535 || adminPort < 0 || adminPort > 65_535) {
            throw new IllegalArgumentException("ports must be 0 to 65535, but are " + port + " and " + adminPort);
        }
        affinity.ifPresent(Cookies::new);
    }

    public TargetOptions withAffinity(String cookie) {
        return new TargetOptions(name, directory, host, port, adminPort, seed, Optional.of(cookie));
    }

    /** On free loopback ports. */
    public static TargetOptions of(String name, Path directory) {
        return new TargetOptions(name, directory, LOOPBACK, 0, 0, 1, Optional.empty());
    }
}
