package io.jenkins.plugins.mlcd.agent.target;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.record.Json;
import java.time.Instant;
import java.util.Arrays;

/**
 * What the proxy counted for one model version since {@code since}. The figures only rise, over restarts of the model's
 * server too. Thread-safe; a snapshot is consistent in itself.
 */
final class TrafficCounters {

    /** Upper bounds in ms, a quarter apart, from 0.25 ms to about 10 s: a quantile read from them is off by at most 25%. */
    private static final double[] BOUNDS = bounds();

    /** Upper bounds of the bins of confidence, narrow where models mostly are; the last bin goes from there to 1. */
    private static final double[] CONFIDENCES = {.1, .2, .3, .4, .5, .6, .7, .8, .9, .95, .99};

    private final Instant since;
    private final long[] latency = new long[BOUNDS.length + 1];
    private final long[] sure = new long[CONFIDENCES.length + 1];
    private final long[] sureLabelled = new long[CONFIDENCES.length + 1];
    private final long[] sureCorrect = new long[CONFIDENCES.length + 1];
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
        latency[bucket(BOUNDS, millis)]++;
        latencySum += millis;
    }

    synchronized void confidence(double value) {
        sure[bucket(CONFIDENCES, value)]++;
        confidences++;
        confidenceSum += value;
        confidenceSquares += value * value;
    }

    /**
     * The true label of a prediction came back.
     *
     * @param confidence of the prediction
     * @param right whether the label is what was predicted
     */
    synchronized void labelled(double confidence, boolean right) {
        int bin = bucket(CONFIDENCES, confidence);
        sureLabelled[bin]++;
        labelled++;
        if (right) {
            sureCorrect[bin]++;
            correct++;
        }
    }

    private static int bucket(double[] bounds, double value) {
        int bucket = 0;
        while (bucket < bounds.length && value > bounds[bucket]) {
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
        Arrays.stream(BOUNDS).forEach(histogram.putArray("bounds")::add);
        Arrays.stream(latency).forEach(histogram.putArray("counts")::add);
        histogram.put("sum", latencySum);
        snapshot.putObject("confidence").put("count", confidences).put("sum", confidenceSum).put("sumSquares", confidenceSquares);
        snapshot.putObject("labelled").put("count", labelled).put("correct", correct);
        ObjectNode calibration = snapshot.putObject("calibration");
        Arrays.stream(CONFIDENCES).forEach(calibration.putArray("bounds")::add);
        Arrays.stream(sure).forEach(calibration.putArray("counts")::add);
        Arrays.stream(sureLabelled).forEach(calibration.putArray("labelled")::add);
        Arrays.stream(sureCorrect).forEach(calibration.putArray("correct")::add);
        return snapshot;
    }
}
