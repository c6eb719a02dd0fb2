package io.jenkins.plugins.mlcd.validate;

import io.jenkins.plugins.mlcd.expression.Metric;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a benchmark measured.
 *
 * @param name of the benchmark
 * @param samples in the candidate's predictions, 0 when there are none
 * @param candidate metrics of the candidate
 * @param baseline metrics of the baseline; absent when there is no baseline
 * @param counted what was counted in the predictions for the metrics that checks ask for; empty without predictions
 * @param slices what was counted of each slice; absent without predictions
 * @param error why it could not be measured; then the metrics are empty
 */
public record BenchmarkResult(
        String name,
        long samples,
        Map<String, Figure> candidate,
        Optional<Map<String, Figure>> baseline,
        Map<Metric, Counted> counted,
        Optional<SliceCounts> slices,
        Optional<String> error) {

    /** A benchmark whose command did not do its work. */
    public static BenchmarkResult failed(String name, String why) {
        return new BenchmarkResult(name, 0, Map.of(), Optional.empty(), Map.of(), Optional.empty(), Optional.of(why));
    }

    /**
     * Reads what the runs left. The predictions are read once, as a stream. What does not keep to the protocol makes a
     * result with an error, never one without figures.
     *
     * @param checks which decide what is counted
     */
    public static BenchmarkResult read(String name, RunOutput candidate, Optional<RunOutput> baseline, List<Check> checks)
            throws IOException {
        try {
            Map<String, Figure> mine = metrics("candidate", candidate);
            Optional<Map<String, Figure>> other = Optional.empty();
            if (baseline.isPresent()) {
                other = Optional.of(metrics("baseline", baseline.get()));
            }
            BenchmarkResult metrics = new BenchmarkResult(name, 0, mine, other, Map.of(), Optional.empty(), Optional.empty());
            return metrics.withPredictions(candidate, baseline, checks);
        } catch (BenchmarkException e) {
            return failed(name, e.getMessage());
        }
    }

    private static Map<String, Figure> metrics(String role, RunOutput run) throws IOException, BenchmarkException {
        Optional<String> text = run.metrics();
        if (text.isPresent()) {
            return MetricsFile.parse("the metrics file of the " + role, text.get());
        }
        if (!run.predicted()) {
            throw new BenchmarkException("the command for the " + role
                    + " ended well, but wrote neither $ML_METRICS_FILE nor $ML_PREDICTIONS_FILE");
        }
        return new LinkedHashMap<>();
    }

    private BenchmarkResult withPredictions(RunOutput mine, Optional<RunOutput> other, List<Check> checks)
            throws IOException, BenchmarkException {
        if (!mine.predicted()) {
            return this;
        }
        Predictions predictions = new Predictions(checks);
        if (other.isPresent() && other.get().predicted()) {
            predictions.read(mine.predictions(), other.get()::predictions);
        } else {
            predictions.read(mine.predictions());
        }
        return with(predictions.samples(), predictions.counted(), predictions.slices());
    }

    /** With what the predictions tell, which takes the place of what the metrics files say of the same. */
    private BenchmarkResult with(long count, Map<Metric, Counted> figures, SliceCounts slice) {
        figures.forEach((metric, figure) -> {
            if (!figure.question().family() && figure.told()) {
                candidate.put(metric.toString(), Figure.of(figure.only().value()));
                figure.only().baselineValue().ifPresent(value -> baseline.ifPresent(map -> map.put(metric.toString(), Figure.of(value))));
            }
        });
        return new BenchmarkResult(name, count, candidate, baseline, figures, Optional.of(slice), error);
    }
}
