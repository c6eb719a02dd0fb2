package io.jenkins.plugins.mlcd.target;

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
     */
    public record Counters(
            String role,
            long requests,
            long errors,
            @JsonProperty("latency_ms") Latency latency,
            Confidence confidence,
            Labelled labelled) {

        public Counters {
            latency = latency == null ? new Latency(List.of(), List.of(), 0) : latency;
            confidence = confidence == null ? new Confidence(0, 0, 0) : confidence;
            labelled = labelled == null ? new Labelled(0, 0) : labelled;
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

    /** Moments of the confidence 0 to 1 that the model stated with each prediction. */
    public record Confidence(long count, double sum, double sumSquares) {}

    /** Predictions whose true label came back, and how many of them were right. */
    public record Labelled(long count, long correct) {}
}
