package io.jenkins.plugins.mlcd.agent.serve;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How a model is served.
 *
 * @param name of the model as replies and metrics state it, such as {@code digits:42}
 * @param host address to listen on
 * @param port to listen on, 0 for a free one
 * @param window length of a profile window
 * @param queue how many requests may wait for the model before more are refused
 * @param capture directory for captured samples; empty for no capture
 * @param captureRate share of the predictions that are captured, 0 to 1
 * @param captureBytes size of all capture files together
 */
public record ServeOptions(
        String name,
        String host,
        int port,
        Duration window,
        int queue,
        Optional<Path> capture,
        double captureRate,
        long captureBytes) {

    public static final int DEFAULT_QUEUE = 512;

    public ServeOptions {
        ModelName.require(name);
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port must be 0 to 65535, but is " + port);
        }
        if (queue < 1) {
            throw new IllegalArgumentException("queue must be at least 1, but is " + queue);
        }
        if (!(captureRate >= 0 && captureRate <= 1)) {
            throw new IllegalArgumentException("capture-rate must be 0 to 1, but is " + captureRate);
        }
        if (captureBytes < CaptureLog.SEGMENT_BYTES) {
            throw new IllegalArgumentException("capture-max must be at least " + CaptureLog.SEGMENT_BYTES + " bytes, but is " + captureBytes);
        }
    }

    /** On a free loopback port, with windows of 5 seconds and no capture. */
    public static ServeOptions of(String name) {
        return new ServeOptions(
                name, "127.0.0.1", 0, Duration.ofSeconds(5), DEFAULT_QUEUE, Optional.empty(), 1, CaptureLog.TOTAL_BYTES);
    }

    public ServeOptions withCapture(Path directory) {
        return new ServeOptions(name, host, port, window, queue, Optional.of(directory), captureRate, captureBytes);
    }
}
