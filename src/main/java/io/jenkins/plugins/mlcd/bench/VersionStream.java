package io.jenkins.plugins.mlcd.bench;

import io.jenkins.plugins.mlcd.target.Calibration;
import io.jenkins.plugins.mlcd.target.TargetMetrics.Confidence;
import io.jenkins.plugins.mlcd.target.TargetMetrics.Counters;
import io.jenkins.plugins.mlcd.target.TargetMetrics.Labelled;
import io.jenkins.plugins.mlcd.target.TargetMetrics.Latency;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** What one version of a simulated service answers, counted as a target counts it. */
final class VersionStream {

    private static final Latency NO_LATENCY = new Latency(List.of(), List.of(), 0);
    private static final List<Double> BOUNDS = List.of(5.0, 10.0, 20.0, 50.0, 100.0);
    private static final List<Double> UPPER = List.of(.1, .2, .3, .4, .5, .6, .7, .8, .9, .95, .99);
    private static final double WRONG = 0.03;

    private final ErrorStream failures;

    /** Draws latencies, confidence and labels, too; null where only failures matter. */
    private final RandomGenerator all;

    private final long[] latencies = new long[BOUNDS.size() + 1];
    private double latencySum;
    private double confidenceSum;
    private double confidenceSquares;
    private final long[] sure = new long[UPPER.size() + 1];
    private final long[] sureRight = new long[UPPER.size() + 1];
    private long requests;
    private long errors;
    private long wrong;

    private VersionStream(ErrorStream failures, RandomGenerator all) {
        this.failures = failures;
        this.all = all;
    }

    static VersionStream failing(ErrorStream failures) {
        return new VersionStream(failures, null);
    }

    static VersionStream whole(ErrorStream failures, RandomGenerator random) {
        return new VersionStream(failures, random);
    }

    void serve(long count) {
        requests += count;
        errors += failures.errors(count);
        if (all != null) {
            for (long i = 0; i < count; i++) {
                draw();
            }
        }
    }

    /** Skewed as they are: most latencies near 10 ms, with a tail; most confidences near 1. */
    private void draw() {
        double latency = 10 * Math.exp(0.5 * all.nextGaussian());
        latencies[bin(BOUNDS, latency)]++;
        latencySum += latency;
        double confidence = Math.max(0, 1 - 0.1 * all.nextExponential());
        confidenceSum += confidence;
        confidenceSquares += confidence * confidence;
        boolean right = all.nextDouble() >= WRONG;
        wrong += right ? 0 : 1;
        int bin = bin(UPPER, confidence);
        sure[bin]++;
        sureRight[bin] += right ? 1 : 0;
    }

    private static int bin(List<Double> bounds, double value) {
        int bin = 0;
        while (bin < bounds.size() && value > bounds.get(bin)) {
            bin++;
        }
        return bin;
    }

    long requests() {
        return requests;
    }

    long errors() {
        return errors;
    }

    Counters counters() {
        if (all == null) {
            return new Counters("", requests, errors, NO_LATENCY, null, null);
        }
        return new Counters("", requests, errors, new Latency(BOUNDS, numbers(latencies), latencySum), new Confidence(requests, confidenceSum, confidenceSquares),
                new Labelled(requests, requests - wrong), new Calibration(UPPER, numbers(sure), numbers(sure), numbers(sureRight)));
    }

    private static List<Long> numbers(long[] counts) {
        return Arrays.stream(counts).boxed().toList();
    }
}
