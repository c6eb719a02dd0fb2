package io.jenkins.plugins.mlcd.validate;

import io.jenkins.plugins.mlcd.expression.Metric;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
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
 * @param rates counts of the proportions that checks ask for, by metric; empty without predictions
 * @param error why it could not be measured; then the metrics are empty
 */
public record BenchmarkResult(
        String name,
        long samples,
        Map<String, Double> candidate,
        Optional<Map<String, Double>> baseline,
        Map<Metric, Tally.Counted> rates,
        Optional<String> error) {

    private static final Metric ACCURACY = Metric.of("accuracy");

    /** A benchmark whose command did not do its work. */
    public static BenchmarkResult failed(String name, String why) {
        return new BenchmarkResult(name, 0, Map.of(), Optional.empty(), Map.of(), Optional.of(why));
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
            Map<String, Double> mine = metrics("candidate", candidate);
            Optional<Map<String, Double>> other = Optional.empty();
            if (baseline.isPresent()) {
                other = Optional.of(metrics("baseline", baseline.get()));
            }
            return new Counting(checks).read(name, candidate, baseline, mine, other);
        } catch (BenchmarkException e) {
            return failed(name, e.getMessage());
        }
    }

    private static Map<String, Double> metrics(String role, RunOutput run) throws IOException, BenchmarkException {
        Optional<String> text = run.metrics();
        if (text.isEmpty() && run.predictions().isEmpty()) {
            throw new BenchmarkException("the command for the " + role
                    + " ended well, but wrote neither $ML_METRICS_FILE nor $ML_PREDICTIONS_FILE");
        }
        return text.isEmpty() ? new LinkedHashMap<>() : MetricsFile.parse("the metrics file of the " + role, text.get());
    }

    /** Counts all rates in one pass over the predictions. */
    private static final class Counting {

        private final Map<Metric, Tally> tallies = new LinkedHashMap<>();
        private long samples;

        Counting(List<Check> checks) {
            List<Rate> rates = new ArrayList<>();
            Rate.of(ACCURACY).ifPresent(rates::add);
            checks.forEach(check -> check.rate().ifPresent(rates::add));
            rates.forEach(rate -> tallies.putIfAbsent(rate.metric(), new Tally(rate)));
        }

        BenchmarkResult read(
                String name,
                RunOutput candidate,
                Optional<RunOutput> baseline,
                Map<String, Double> mine,
                Optional<Map<String, Double>> other)
                throws IOException, BenchmarkException {
            Optional<InputStream> predictions = candidate.predictions();
            if (predictions.isEmpty()) {
                return new BenchmarkResult(name, 0, mine, other, Map.of(), Optional.empty());
            }
            Optional<InputStream> reference =
                    baseline.isPresent() ? baseline.get().predictions() : Optional.empty();
            count(predictions.get(), reference);
            Map<Metric, Tally.Counted> rates = new LinkedHashMap<>();
            tallies.forEach((metric, tally) -> rates.put(metric, tally.counted()));
            rates.forEach((metric, counted) -> {
                mine.put(metric.toString(), counted.candidateRate());
                other.filter(map -> counted.baselineSamples() > 0)
                        .ifPresent(map -> map.put(metric.toString(), counted.baselineRate()));
            });
            return new BenchmarkResult(name, samples, mine, other, rates, Optional.empty());
        }

        private void count(InputStream predictions, Optional<InputStream> reference) throws IOException, BenchmarkException {
            try (PredictionReader mine = new PredictionReader("the predictions of the candidate", predictions)) {
                if (reference.isPresent()) {
                    try (PredictionReader other = new PredictionReader("the predictions of the baseline", reference.get())) {
                        PairJoin.run(mine, other, this::pair);
                    }
                } else {
                    for (Optional<Prediction> next = mine.next(); next.isPresent(); next = mine.next()) {
                        single(next.get());
                    }
                }
            }
            if (samples == 0) {
                throw new BenchmarkException("the predictions file of the candidate is empty");
            }
        }

        private void single(Prediction prediction) {
            samples++;
            tallies.values().forEach(tally -> tally.candidate(prediction));
        }

        private void pair(Prediction candidate, Prediction baseline) {
            samples++;
            tallies.values().forEach(tally -> tally.pair(candidate, baseline));
        }
    }
}
