package io.jenkins.plugins.mlcd.bench.monitor;

import io.jenkins.plugins.mlcd.bench.monitor.PooledStream.Judged;
import java.util.List;
import java.util.random.RandomGenerator;

/** Multinomial logistic regression by stochastic gradient descent: a model that trains in a second, without a native library. */
final class SoftmaxRegression {

    private final double[][] weights;
    private final double rate;

    /**
     * @param inputs values of a sample
     * @param rate of learning
     */
    SoftmaxRegression(int inputs, int classes, double rate) {
        weights = new double[classes][inputs + 1];
        this.rate = rate;
    }

    /** One sample of a known class. */
    record Sample(float[] input, int label) {}

    /** As often as {@code epochs} through all samples, in a random order; the rate falls from epoch to epoch. */
    SoftmaxRegression train(List<Sample> samples, int epochs, RandomGenerator random) {
        for (int epoch = 0; epoch < epochs; epoch++) {
            double step = rate / (1 + epoch);
            for (int i = 0; i < samples.size(); i++) {
                learn(samples.get(random.nextInt(samples.size())), step);
            }
        }
        return this;
    }

    private void learn(Sample sample, double step) {
        double[] chances = chances(sample.input);
        for (int k = 0; k < weights.length; k++) {
            double error = step * ((k == sample.label ? 1 : 0) - chances[k]);
            double[] row = weights[k];
            for (int i = 0; i < sample.input.length; i++) {
                row[i] += error * sample.input[i];
            }
            row[sample.input.length] += error;
        }
    }

    private double[] chances(float[] input) {
        double[] chances = new double[weights.length];
        double largest = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < chances.length; k++) {
            double[] row = weights[k];
            double sum = row[input.length];
            for (int i = 0; i < input.length; i++) {
                sum += row[i] * input[i];
            }
            chances[k] = sum;
            largest = Math.max(largest, sum);
        }
        double total = 0;
        for (int k = 0; k < chances.length; k++) {
            chances[k] = Math.exp(chances[k] - largest);
            total += chances[k];
        }
        for (int k = 0; k < chances.length; k++) {
            chances[k] /= total;
        }
        return chances;
    }

    /** What the model says of a sample; one whose label is no class is judged wrongly. */
    Judged judge(Sample sample) {
        double[] chances = chances(sample.input);
        int best = 0;
        for (int k = 1; k < chances.length; k++) {
            best = chances[k] > chances[best] ? k : best;
        }
        return new Judged(best != sample.label, chances[best]);
    }

    List<Judged> judge(List<Sample> samples) {
        return samples.stream().map(this::judge).toList();
    }
}
