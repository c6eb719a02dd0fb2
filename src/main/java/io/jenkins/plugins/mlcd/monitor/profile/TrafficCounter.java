package io.jenkins.plugins.mlcd.monitor.profile;

import org.apache.datasketches.kll.KllDoublesSketch;

/** A {@link TrafficProfile} while it is gathered. */
final class TrafficCounter {

    /** From here up a status of HTTP says that the request failed. */
    private static final int LEAST_ERROR = 400;

    private final CategoryCounter errors = new CategoryCounter();
    private final KllDoublesSketch latency = KllDoublesSketch.newHeapInstance(QuantileSketch.K);
    private long requests;

    void add(double seconds, int status) {
        requests++;
        if (status >= LEAST_ERROR) {
            errors.add(String.valueOf(status));
        }
        if (seconds >= 0 && seconds <= NumericProfile.GREATEST) {
            latency.update(seconds);
        }
    }

    void addFailure(String kind) {
        requests++;
        errors.add(kind);
    }

    TrafficProfile build() {
        return new TrafficProfile(requests, errors.build(), QuantileSketch.of(latency));
    }
}
