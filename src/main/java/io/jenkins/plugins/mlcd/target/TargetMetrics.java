package io.jenkins.plugins.mlcd.target;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;

/**
 * The cumulative figures of {@code GET /admin/metrics}, by model version. They rise until the model's server starts
 * anew; what happened in between is the difference of two readings.
 *
 * @param models figures by model version, such as {@code digits:42}
 */
public record TargetMetrics(Map<String, Counters> models) {

    public TargetMetrics {
        models = models == null ? Map.of() : Map.copyOf(models);
    }

    /**
     * Figures of one model version.
     *
     * @param role {@code stable} or {@code canary}
     * @param requests answered requests, the failed ones included
     * @param errors answers of 500 and above and lost connections
     * @param calibration predictions and labels by bins of confidence
     * @param observed figures that the target itself does not know, by name: such as orders after a recommendation
     * @param gauges momentary figures by name, such as the depth of a queue; they can be held against a limit, but not be tested
     */
    public record Counters(
            String role,
            long requests,
            long errors,
            @JsonProperty("latency_ms") Latency latency,
            Confidence confidence,
            Labelled labelled,
            Calibration calibration,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, Observations> observed,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, Double> gauges) {

        /** Without figures of one's own, and without bins of confidence. */
        public Counters(String role, long requests, long errors, Latency latency, Confidence confidence, Labelled labelled) {
            this(role, requests, errors, latency, confidence, labelled, Calibration.NONE);
        }

        /** Without figures of one's own, by bins of confidence, too. */
        public Counters(
                String role, long requests, long errors, Latency latency, Confidence confidence, Labelled labelled, Calibration calibration) {
            this(role, requests, errors, latency, confidence, labelled, calibration, Map.of(), Map.of());
        }

        public Counters {
            observed = observed == null ? Map.of() : Map.copyOf(observed);
            gauges = gauges == null ? Map.of() : Map.copyOf(gauges);
            latency = latency == null ? new Latency(List.of(), List.of(), 0) : latency;
            confidence = confidence == null ? new Confidence(0, 0, 0) : confidence;
            labelled = labelled == null ? new Labelled(0, 0) : labelled;
            calibration = calibration == null ? Calibration.NONE : calibration;
        }
    }

    /**
     * A histogram of latencies.
     *
     * @param bounds upper bounds of the buckets in milliseconds, ascending
     * @param counts requests in each bucket, with one entry more than {@code bounds}: the overflow
     * @param sum of all latencies, in milliseconds
     */
    public record Latency(List<Double> bounds, List<Long> counts, double sum) {

        public Latency {
            bounds = bounds == null ? List.of() : List.copyOf(bounds);
            counts = counts == null ? List.of() : List.copyOf(counts);
            boolean none = bounds.isEmpty() && counts.isEmpty();
            if (!none && counts.size() != bounds.size() + 1) {
                throw new IllegalArgumentException("latency has " + counts.size() + " counts for " + bounds.size()
                        + " bounds; it must have one more");
            }
        }
    }

    /** Cumulative count, sum and sum of squares of observations; of yes (1) and no (0), the sum of squares is the sum. */
    public record Observations(long count, double sum, double sumSquares) {}

    /** Moments of the confidence 0 to 1 that the model stated with each prediction. */
    public record Confidence(long count, double sum, double sumSquares) {}

    /** Predictions whose true label came back, and how many of them were right. */
    public record Labelled(long count, long correct) {}
}
