package io.jenkins.plugins.mlcd.agent.serve;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a model is served.
 *
 * @param name of the model as replies and metrics state it, such as {@code digits:42}
 * @param host address to listen on
 * @param port to listen on, 0 for a free one
 * @param window length of a profile window
 * @param batching how requests go through the model
 * @param capture what is captured; empty for nothing
 * @param dropped fields that are neither captured nor profiled
 * @param patience how long it waits
 * @param replicas URLs of the servers of this model, this one among them
 */
public record ServeOptions(
        String name,
        String host,
        int port,
        Duration window,
        Batching batching,
        Optional<CaptureOptions> capture,
        DroppedFields dropped,
        Patience patience,
        List<URI> replicas) {

    public ServeOptions {
        ModelName.require(name);
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port must be 0 to 65535, but is " + port);
        }
        replicas = List.copyOf(replicas);
        for (URI replica : replicas) {
            if (!"http".equals(replica.getScheme()) || replica.getHost() == null) {
                throw new IllegalArgumentException("replicas '" + replica + "' is not a URL such as http://digits:8080");
            }
        }
    }

    /** On a free loopback port, with windows of 5 seconds and no capture. */
    public static ServeOptions of(String name) {
        return new ServeOptions(
                name, "127.0.0.1", 0, Duration.ofSeconds(5), Batching.DEFAULT, Optional.empty(), DroppedFields.NONE, Patience.DEFAULT, List.of());
    }

    public ServeOptions on(String address, int number) {
        return new ServeOptions(name, address, number, window, batching, capture, dropped, patience, replicas);
    }

    public ServeOptions withWindow(Duration length) {
        return new ServeOptions(name, host, port, length, batching, capture, dropped, patience, replicas);
    }

    public ServeOptions with(Batching other) {
        return new ServeOptions(name, host, port, window, other, capture, dropped, patience, replicas);
    }

    public ServeOptions with(CaptureOptions other) {
        return new ServeOptions(name, host, port, window, batching, Optional.of(other), dropped, patience, replicas);
    }

    public ServeOptions withCapture(Path directory) {
        return with(CaptureOptions.to(directory));
    }

    public ServeOptions with(DroppedFields other) {
        return new ServeOptions(name, host, port, window, batching, capture, other, patience, replicas);
    }

    public ServeOptions with(Patience other) {
        return new ServeOptions(name, host, port, window, batching, capture, dropped, other, replicas);
    }

    public ServeOptions withReplicas(List<URI> servers) {
        return new ServeOptions(name, host, port, window, batching, capture, dropped, patience, servers);
    }
}
