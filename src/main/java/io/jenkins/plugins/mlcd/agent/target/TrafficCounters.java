package io.jenkins.plugins.mlcd.agent.target;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.record.Json;
import java.time.Instant;

/**
 * What the proxy counted for one model version since {@code since}. The figures only rise, over restarts of the model's
 * server too. Thread-safe; a snapshot is consistent in itself.
 */
final class TrafficCounters {

    /** Upper bounds in ms, a quarter apart, from 0.25 ms to about 10 s: a quantile read from them is off by at most 25%. */
    private static final double[] BOUNDS = bounds();

    private final Instant since;
    private final long[] latency = new long[BOUNDS.length + 1];
    private double latencySum;
    private long requests;
    private long errors;
    private long clientErrors;
    private long confidences;
    private double confidenceSum;
    private double confidenceSquares;
    private long labelled;
    private long correct;

    TrafficCounters(Instant since) {
        this.since = since;
    }

    private static double[] bounds() {
        double[] bounds = new double[48];
        double bound = 0.25;
        for (int i = 0; i < bounds.length; i++) {
            bounds[i] = Math.round(bound * 1000) / 1000.0;
            bound *= 1.25;
        }
        return bounds;
    }

    /** A request was answered with {@code status}; the latency of a mistake of the client says nothing about the model. */
    synchronized void answered(int status, double millis) {
        if (status >= 400 && status < 500) {
            clientErrors++;
            return;
        }
        requests++;
        if (status >= 500) {
            errors++;
        }
        latency[bucket(millis)]++;
        latencySum += millis;
    }

    synchronized void confidence(double value) {
        confidences++;
        confidenceSum += value;
        confidenceSquares += value * value;
    }

    synchronized void labelled(boolean right) {
        labelled++;
        if (right) {
            correct++;
        }
    }

    private static int bucket(double millis) {
        int bucket = 0;
        while (bucket < BOUNDS.length && millis > BOUNDS[bucket]) {
            bucket++;
        }
        return bucket;
    }

    /** The figures as {@code GET /admin/metrics} tells them. */
    synchronized ObjectNode snapshot(String role) {
        ObjectNode snapshot = Json.object()
                .put("role", role)
                .put("since", since.toString())
                .put("requests", requests)
                .put("errors", errors)
                .put("clientErrors", clientErrors);
        ObjectNode histogram = snapshot.putObject("latency_ms");
        ArrayNode bounds = histogram.putArray("bounds");
        for (double bound : BOUNDS) {
            bounds.add(bound);
        }
        ArrayNode counts = histogram.putArray("counts");
        for (long count : latency) {
            counts.add(count);
        }
        histogram.put("sum", latencySum);
        snapshot.putObject("confidence").put("count", confidences).put("sum", confidenceSum).put("sumSquares", confidenceSquares);
        snapshot.putObject("labelled").put("count", labelled).put("correct", correct);
        return snapshot;
    }
}
