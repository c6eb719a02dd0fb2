package io.jenkins.plugins.mlcd.agent.evaluate;

import io.jenkins.plugins.mlcd.agent.data.Part;
import io.jenkins.plugins.mlcd.agent.model.Predictor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a model says on labelled samples, one entry a sample in their order.
 *
 * @param samples the labelled samples
 * @param predictions index of the most probable class, the first one of several
 * @param probabilities of all classes
 */
public record Scores(List<Part.Sample> samples, List<String> classes, int[] predictions, float[][] probabilities) {

    /** Smallest probability that the log loss takes for the true class, so that one sure mistake does not make it infinite. */
    private static final double LEAST = 1e-7;

    /** Runs the model on the part's samples that have a label. */
    public static Scores of(Predictor model, Part part) {
        List<Part.Sample> samples = part.labelled().samples();
        float[][] probabilities = model.predict(samples.stream().map(Part.Sample::input).toArray(float[][]::new));
        int[] predictions = new int[samples.size()];
        for (int i = 0; i < predictions.length; i++) {
            predictions[i] = mostProbable(probabilities[i]);
        }
        return new Scores(samples, model.description().classes(), predictions, probabilities);
    }

    /** The index of the largest value, the first one of several. */
    public static int mostProbable(float[] probabilities) {
        int best = 0;
        for (int i = 1; i < probabilities.length; i++) {
            best = probabilities[i] > probabilities[best] ? i : best;
        }
        return best;
    }

    public int size() {
        return predictions.length;
    }

    public String label(int sample) {
        return samples.get(sample).label().orElseThrow();
    }

    public String prediction(int sample) {
        return classes.get(predictions[sample]);
    }

    public double confidence(int sample) {
        return probabilities[sample][predictions[sample]];
    }

    /** The probability of each class; empty when the model does not tell those of all classes. */
    public Optional<Map<String, Float>> probabilities(int sample) {
        Map<String, Float> byClass = new LinkedHashMap<>();
        for (int i = 0; i < classes.size(); i++) {
            if (!Float.isFinite(probabilities[sample][i])) {
                return Optional.empty();
            }
            byClass.put(classes.get(i), probabilities[sample][i]);
        }
        return Optional.of(byClass);
    }

    public boolean correct(int sample) {
        return prediction(sample).equals(label(sample));
    }

    /** Share of the samples that are predicted rightly, 0 to 1; NaN without samples. */
    public double accuracy() {
        int right = 0;
        for (int i = 0; i < size(); i++) {
            right += correct(i) ? 1 : 0;
        }
        return (double) right / size();
    }

    /** Share of the samples labelled {@code name} that are predicted rightly; empty when there are none. */
    public Optional<Double> recall(String name) {
        List<Integer> ofClass = new ArrayList<>();
        for (int i = 0; i < size(); i++) {
            if (label(i).equals(name)) {
                ofClass.add(i);
            }
        }
        return ofClass.isEmpty() ? Optional.empty() : Optional.of((double) ofClass.stream().filter(this::correct).count() / ofClass.size());
    }

    /** Mean negative natural logarithm of the true class's probability; NaN when the model answers no numbers. */
    public double logLoss() {
        double sum = 0;
        for (int i = 0; i < size(); i++) {
            double probability = probabilityOfLabel(i);
            sum -= Math.log(probability < LEAST ? LEAST : probability);
        }
        return sum / size();
    }

    /** Mean squared distance of the probabilities from the truth, over all classes, 0 to 2 (Brier 1950). */
    public double brier() {
        double sum = 0;
        for (int i = 0; i < size(); i++) {
            double squares = 0;
            for (float probability : probabilities[i]) {
                squares += (double) probability * probability;
            }
            sum += squares + 1 - 2 * probabilityOfLabel(i);
        }
        return sum / size();
    }

    private double probabilityOfLabel(int sample) {
        int index = classes.indexOf(label(sample));
        return index < 0 ? 0 : probabilities[sample][index];
    }
}
