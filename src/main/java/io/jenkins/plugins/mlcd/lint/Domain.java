package io.jenkins.plugins.mlcd.lint;

import java.util.Optional;
import java.util.Set;

/**
 * Which values a figure can have.
 *
 * @param low the smallest
 * @param high the largest; may be infinity
 * @param largeIsGood whether larger is better; absent when that is not known
 */
record Domain(double low, double high, Optional<Boolean> largeIsGood) {

    private static final Set<String> GOOD_SHARES =
            Set.of("accuracy", "recall", "precision", "f1", "auc", "confidence", "healthy", "balanced_accuracy");
    private static final Set<String> BAD_SHARES = Set.of("error_rate", "ece");

    /** Figures that the gate derives from predictions, or that our own commands report. */
    static final Set<String> KNOWN = Set.of(
            "accuracy", "recall", "precision", "error_rate", "confidence", "brier", "log_loss", "ece",
            "latency_p50_ms", "latency_p95_ms", "latency_p99_ms", "model_bytes", "parameters", "samples", "samples_left_out",
            "throughput_rps", "requests", "server_memory_bytes", "memory_growth_bytes", "start_seconds", "malformed_requests",
            "malformed_failures", "healthy");

    /** The figures that the gate derives from predictions by itself. */
    static final Set<String> DERIVED = Set.of("accuracy", "recall", "precision", "error_rate", "confidence", "brier", "log_loss", "ece");

    static Domain of(String metric) {
        if (GOOD_SHARES.contains(metric)) {
            return new Domain(0, 1, Optional.of(true));
        }
        if (BAD_SHARES.contains(metric)) {
            return new Domain(0, 1, Optional.of(false));
        }
        if (metric.equals("brier")) {
            return new Domain(0, 2, Optional.of(false));
        }
        if (metric.equals("memory_growth_bytes")) {
            return new Domain(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, Optional.of(false));
        }
        if (metric.endsWith("_rps")) {
            return new Domain(0, Double.POSITIVE_INFINITY, Optional.of(true));
        }
        if (metric.endsWith("_ms") || metric.endsWith("_seconds") || metric.endsWith("_bytes") || metric.equals("log_loss")
                || metric.endsWith("_failures")) {
            return new Domain(0, Double.POSITIVE_INFINITY, Optional.of(false));
        }
        return new Domain(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, Optional.empty());
    }

    boolean share() {
        return low == 0 && high == 1;
    }

    boolean bounded() {
        return Double.isFinite(low) && Double.isFinite(high);
    }
}
