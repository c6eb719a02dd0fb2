package io.jenkins.plugins.mlcd.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Remembers signatures for as long as the time that they cover is accepted, so that a signed request counts once. Holds at most a fixed
 * number; when more come within the window than it can hold, the oldest is forgotten, and the inbox still knows its cause.
 */
final class ReplayCache {

    private static final int MOST = 200_000;

    /** Of a time that is ahead, the signature is good for twice as long. */
    private final Duration memory;
    private final Map<String, Instant> seen = new LinkedHashMap<>();

    ReplayCache(Duration window) {
        this.memory = window.multipliedBy(2);
    }

    /** Whether it is the first time; it is remembered then. */
    synchronized boolean first(String signature, Instant now) {
        forget(now);
        return seen.putIfAbsent(signature, now) == null;
    }

    /** The request was not accepted after all, so the sender may try it again. */
    synchronized void retract(String signature) {
        seen.remove(signature);
    }

    private void forget(Instant now) {
        Iterator<Instant> oldest = seen.values().iterator();
        while (oldest.hasNext() && (oldest.next().plus(memory).isBefore(now) || seen.size() >= MOST)) {
            oldest.remove();
        }
    }
}
