package io.jenkins.plugins.mlcd.validate;

import java.io.IOException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Brings the predictions of two models together by sample. Files in the same order need no memory; what is out of order
 * waits for its partner, at most one million samples. A sample that only one model saw makes the pair worthless and is
 * refused: a comparison on different samples says nothing about the models.
 */
final class PairJoin {

    private static final int MAX_WAITING = 1_000_000;

    private final Map<String, Prediction> candidates = new HashMap<>();
    private final Map<String, Prediction> baselines = new HashMap<>();
    private final BiConsumer<Prediction, Prediction> pairs;

    private PairJoin(BiConsumer<Prediction, Prediction> pairs) {
        this.pairs = pairs;
    }

    /** Passes every pair to {@code pairs}. */
    static void run(PredictionReader candidate, PredictionReader baseline, BiConsumer<Prediction, Prediction> pairs)
            throws IOException, BenchmarkException {
        new PairJoin(pairs).join(candidate, baseline);
    }

    private void join(PredictionReader candidate, PredictionReader baseline) throws IOException, BenchmarkException {
        Optional<Prediction> mine = candidate.next();
        Optional<Prediction> other = baseline.next();
        while (mine.isPresent() || other.isPresent()) {
            if (mine.isPresent()) {
                wait("candidate", candidates, mine.get());
            }
            if (other.isPresent()) {
                wait("baseline", baselines, other.get());
            }
            match(mine);
            match(other);
            mine = candidate.next();
            other = baseline.next();
        }
        requireNone("candidate", candidates);
        requireNone("baseline", baselines);
    }

    private static void wait(String role, Map<String, Prediction> waiting, Prediction prediction) throws BenchmarkException {
        if (waiting.put(prediction.id(), prediction) != null) {
            throw new BenchmarkException("the predictions of the " + role + " name the sample '" + prediction.id() + "' twice");
        }
        if (waiting.size() > MAX_WAITING) {
            throw new BenchmarkException("the predictions of candidate and baseline are in too different an order, or of other"
                    + " samples: " + MAX_WAITING + " samples of the " + role + " found no partner");
        }
    }

    private void match(Optional<Prediction> prediction) throws BenchmarkException {
        if (prediction.isEmpty()) {
            return;
        }
        String id = prediction.get().id();
        if (!candidates.containsKey(id) || !baselines.containsKey(id)) {
            return;
        }
        Prediction candidate = candidates.remove(id);
        Prediction baseline = baselines.remove(id);
        if (!candidate.label().equals(baseline.label())) {
            throw new BenchmarkException("the sample '" + id + "' has the label '" + candidate.label()
                    + "' for the candidate and '" + baseline.label() + "' for the baseline");
        }
        pairs.accept(candidate, baseline);
    }

    private static void requireNone(String role, Map<String, Prediction> waiting) throws BenchmarkException {
        Iterator<String> ids = waiting.keySet().stream().sorted().iterator();
        if (ids.hasNext()) {
            throw new BenchmarkException("candidate and baseline were measured on different samples: " + waiting.size()
                    + " only of the " + role + ", such as '" + ids.next() + "'");
        }
    }
}
