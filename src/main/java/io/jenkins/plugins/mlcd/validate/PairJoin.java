package io.jenkins.plugins.mlcd.validate;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Brings the predictions of two models together by sample. Files in the same order need no memory; what is out of order waits for
 * its partner, at most 250,000 samples. A sample that only one model saw makes the pair worthless and is refused: a comparison on
 * different samples says nothing about the models.
 */
final class PairJoin {

    private static final int MAX_WAITING = 250_000;

    private final Map<String, Row> candidates = new HashMap<>();
    private final Map<String, Row> baselines = new HashMap<>();
    private final Columns columns;
    private final BiConsumer<Row, Row> pairs;

    private PairJoin(Columns columns, BiConsumer<Row, Row> pairs) {
        this.columns = columns;
        this.pairs = pairs;
    }

    /** Passes every pair to {@code pairs}, candidate first; the rows may be used again afterwards. */
    static void run(PredictionReader candidate, PredictionReader baseline, Columns columns, BiConsumer<Row, Row> pairs)
            throws IOException, BenchmarkException {
        new PairJoin(columns, pairs).join(candidate, baseline);
    }

    private void join(PredictionReader candidate, PredictionReader baseline) throws IOException, BenchmarkException {
        Row mine = new Row();
        Row other = new Row();
        boolean hasMine = candidate.next(mine);
        boolean hasOther = baseline.next(other);
        while (hasMine || hasOther) {
            if (hasMine && hasOther && candidates.isEmpty() && baselines.isEmpty() && mine.id.same(other.id)) {
                pair(mine, other);
            } else {
                arrive("candidate", hasMine, mine, candidates);
                arrive("baseline", hasOther, other, baselines);
                match(hasMine, mine);
                match(hasOther, other);
            }
            hasMine = candidate.next(mine);
            hasOther = baseline.next(other);
        }
        requireNone("candidate", candidates);
        requireNone("baseline", baselines);
    }

    private void arrive(String role, boolean present, Row row, Map<String, Row> waiting) throws BenchmarkException {
        if (!present) {
            return;
        }
        if (waiting.put(row.id.toString(), row.copy(columns.size())) != null) {
            throw new BenchmarkException("the predictions of the " + role + " name the sample '" + row.id + "' twice");
        }
        if (candidates.size() + baselines.size() > MAX_WAITING) {
            throw new BenchmarkException("the predictions of candidate and baseline are in too different an order, or of other samples: "
                    + MAX_WAITING + " samples found no partner; write both in the same order");
        }
    }

    private void match(boolean present, Row row) throws BenchmarkException {
        String id = present ? row.id.toString() : "";
        if (present && candidates.containsKey(id) && baselines.containsKey(id)) {
            pair(candidates.remove(id), baselines.remove(id));
        }
    }

    private void pair(Row candidate, Row baseline) throws BenchmarkException {
        if (!candidate.label.same(baseline.label)) {
            throw new BenchmarkException("the sample '" + candidate.id + "' has the label '" + candidate.label
                    + "' for the candidate and '" + baseline.label + "' for the baseline");
        }
        pairs.accept(candidate, baseline);
    }

    private static void requireNone(String role, Map<String, Row> waiting) throws BenchmarkException {
        if (!waiting.isEmpty()) {
            throw new BenchmarkException("candidate and baseline were measured on different samples: " + waiting.size() + " only of the "
                    + role + ", such as '" + waiting.keySet().stream().min(String::compareTo).orElse("") + "'");
        }
    }
}
