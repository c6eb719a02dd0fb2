package io.jenkins.plugins.mlcd.embedded.web;

import io.jenkins.plugins.mlcd.webhook.WebhookReceiver;
import java.time.Duration;

/**
 * What a client may take of a server.
 *
 * @param bodyBytes most bytes of a body, from 0
 * @param reading most time from the first byte of a request to the last one of its body, above 0
 * @param writing most time that a client takes to read an answer, above 0
 * @param idle most time between two requests of a connection, above 0
 * @param connections most connections at the same time, above 0; further ones are closed
 */
public record WebLimits(int bodyBytes, Duration reading, Duration writing, Duration idle, int connections) {

    /** What a webhook may send holds for everything that is sent, as does the time that it may take. */
    public static final WebLimits DEFAULT =
            new WebLimits(WebhookReceiver.MAX_BYTES, WebhookReceiver.PATIENCE, Duration.ofSeconds(60), Duration.ofSeconds(60), 256);

    public WebLimits {
        if (bodyBytes < 0 || connections < 1) {
            throw new IllegalArgumentException("bodyBytes " + bodyBytes + " must not be negative and connections " + connections + " must be at least 1");
        }
        for (Duration time : new Duration[] {reading, writing, idle}) {
            if (time.toMillis() < 1) {
                throw new IllegalArgumentException("a time limit must be at least 1 ms, but is " + time);
            }
        }
    }

    public WebLimits bodies(int bytes) {
        return new WebLimits(bytes, reading, writing, idle, connections);
    }
}
