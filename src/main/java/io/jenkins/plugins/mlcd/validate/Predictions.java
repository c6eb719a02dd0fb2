package io.jenkins.plugins.mlcd.validate;

import io.jenkins.plugins.mlcd.expression.Metric;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Everything that is counted in one pass over the predictions of a candidate, or of a candidate and its baseline. */
final class Predictions {

    private static final Metric ACCURACY = Metric.of("accuracy");

    private final Columns columns = new Columns();
    private final Map<Metric, Counter> counters = new LinkedHashMap<>();
    private final List<Counter> counting = new ArrayList<>();
    private final SliceCounts slices = new SliceCounts(columns);
    private boolean scores;
    private long samples;

    /** @param checks which decide what is counted; accuracy always is */
    Predictions(List<Check> checks) {
        ask(ACCURACY);
        checks.forEach(check -> ask(check.rule().metric()));
        counting.addAll(counters.values());
    }

    private void ask(Metric metric) {
        if (!counters.containsKey(metric)) {
            Question.of(metric, columns).ifPresent(question -> {
                counters.put(metric, new Counter(question, columns));
                scores |= question.measure() == Measure.BRIER || question.measure() == Measure.LOG_LOSS;
            });
        }
    }

    /** Reads the candidate's predictions and closes them. */
    void read(InputStream candidate) throws IOException, BenchmarkException {
        try (PredictionReader mine = reader("candidate", candidate, true)) {
            Row row = new Row();
            while (mine.next(row)) {
                single(row);
            }
        }
        requireSamples();
    }

    /** Reads both models' predictions at once and closes them. */
    void read(InputStream candidate, Opening baseline) throws IOException, BenchmarkException {
        try (PredictionReader mine = reader("candidate", candidate, true);
                PredictionReader other = reader("baseline", baseline.open(), false)) {
            PairJoin.run(mine, other, columns, this::pair);
        }
        requireSamples();
    }

    /** Opens a file. */
    interface Opening {
        InputStream open() throws IOException;
    }

    private PredictionReader reader(String role, InputStream in, boolean divided) {
        return new PredictionReader("the predictions of the " + role, in, columns, divided, scores);
    }

    private void requireSamples() throws BenchmarkException {
        if (samples == 0) {
            throw new BenchmarkException("the predictions file of the candidate is empty");
        }
    }

    private void single(Row row) {
        samples++;
        for (Counter counter : counting) {
            counter.candidate(row);
        }
        slices.candidate(row);
    }

    private void pair(Row candidate, Row baseline) {
        samples++;
        for (Counter counter : counting) {
            counter.pair(candidate, baseline);
        }
        slices.pair(candidate, baseline);
    }

    long samples() {
        return samples;
    }

    Map<Metric, Counted> counted() {
        Map<Metric, Counted> counted = new LinkedHashMap<>();
        counters.forEach((metric, counter) -> counted.put(metric, counter.counted()));
        return counted;
    }

    /** What was counted of each slice of each field. */
    SliceCounts slices() {
        return slices;
    }
}
