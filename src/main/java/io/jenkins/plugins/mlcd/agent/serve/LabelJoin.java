package io.jenkins.plugins.mlcd.agent.serve;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Joins true labels with the predictions of the latest requests, by the request's id; the oldest predictions are forgotten. Thread-safe. */
final class LabelJoin {

    private final Duration late;
    private final Map<String, Remembered> byId;

    /** How a label fits what is remembered. */
    enum Result {
        /** The label is the prediction. */
        CORRECT,
        /** The label is another class than the prediction. */
        WRONG,
        /** No such request is remembered. */
        UNKNOWN,
        /** The same label came before. */
        REPEATED,
        /** Another label came before, which stays. */
        CONTRADICTING
    }

    /**
     * What came of a label.
     *
     * @param prediction what was predicted; empty when it is not remembered
     * @param late whether the windows that the prediction was profiled in are not kept any more
     * @param former the label that came before
     */
    record Joined(Result result, Optional<Prediction> prediction, boolean late, Optional<String> former) {

        /** Whether it is the first label of a remembered request. */
        boolean isNew() {
            return result == Result.CORRECT || result == Result.WRONG;
        }
    }

    /** What was predicted, and the slices that the request belongs to. */
    record Prediction(String answer, double confidence, Instant at, Map<String, String> slices) {}

    private static final class Remembered {
        private final Prediction prediction;
        private String label;

        Remembered(Prediction prediction) {
            this.prediction = prediction;
        }
    }

    /**
     * @param capacity how many predictions are remembered
     * @param late age of a prediction from which on its label is late
     */
    LabelJoin(int capacity, Duration late) {
        this.late = late;
        byId = new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Remembered> eldest) {
                return size() > capacity;
            }
        };
    }

    /** Remembers a prediction; one of the same id takes the place of the former and has no label yet. */
    synchronized void predicted(String id, Prediction prediction) {
        byId.remove(id);
        byId.put(id, new Remembered(prediction));
    }

    /** Joins {@code feedback}, which came {@code now}. */
    synchronized Joined label(Feedback feedback, Instant now) {
        Remembered known = byId.get(feedback.id());
        if (known == null) {
            return new Joined(Result.UNKNOWN, Optional.empty(), false, Optional.empty());
        }
        Optional<String> former = Optional.ofNullable(known.label);
        boolean isLate = known.prediction.at().plus(late).isBefore(now);
        Result result = former.map(label -> label.equals(feedback.label()) ? Result.REPEATED : Result.CONTRADICTING)
                .orElse(known.prediction.answer().equals(feedback.label()) ? Result.CORRECT : Result.WRONG);
        if (former.isEmpty()) {
            known.label = feedback.label();
        }
        return new Joined(result, Optional.of(known.prediction), isLate, former);
    }
}
