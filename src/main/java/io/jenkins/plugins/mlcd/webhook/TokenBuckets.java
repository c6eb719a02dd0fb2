package io.jenkins.plugins.mlcd.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A token bucket for each of many names: each fills at a rate, holds twice as much, and a request takes one token. Holds a fixed number
 * of buckets; the one that was used longest ago gives way, full again when it comes back.
 */
final class TokenBuckets {

    private static final double BURST_SECONDS = 2;
    private static final double NANOS = 1e9;

    private record Bucket(double tokens, Instant at) {}

    private final Map<String, Bucket> buckets;

    TokenBuckets(int most) {
        buckets = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
                return size() > most;
            }
        };
    }

    /** Takes a token; empty when there was one, otherwise how long until there is. */
    synchronized Optional<Duration> take(String name, double ratePerSecond, Instant now) {
        double tokens = tokens(name, ratePerSecond, now);
        boolean enough = tokens >= 1;
        buckets.put(name, new Bucket(enough ? tokens - 1 : tokens, now));
        return enough ? Optional.empty() : Optional.of(Duration.ofNanos((long) ((1 - tokens) / ratePerSecond * NANOS)));
    }

    /** Whether a token could be taken. */
    synchronized boolean has(String name, double ratePerSecond, Instant now) {
        return tokens(name, ratePerSecond, now) >= 1;
    }

    private double tokens(String name, double rate, Instant now) {
        double full = Math.max(1, rate * BURST_SECONDS);
        Bucket bucket = buckets.get(name);
        if (bucket == null) {
            return full;
        }
        double seconds = Math.max(0, Duration.between(bucket.at, now).toNanos() / NANOS);
        return Math.min(full, bucket.tokens + seconds * rate);
    }
}
