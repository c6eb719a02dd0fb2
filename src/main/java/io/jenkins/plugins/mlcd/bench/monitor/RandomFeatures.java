package io.jenkins.plugins.mlcd.bench.monitor;

import io.jenkins.plugins.mlcd.bench.monitor.SoftmaxRegression.Sample;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A random layer that is not trained, so that a linear model on top of it is none of the inputs (Rahimi and Recht, Random features for large-scale
 * kernel machines, NIPS 2007).
 */
final class RandomFeatures {

    private final float[][] weights;

    RandomFeatures(int inputs, int features, RandomGenerator random) {
        weights = new float[features][inputs + 1];
        double scale = 3 / Math.sqrt(inputs);
        for (float[] row : weights) {
            for (int i = 0; i < row.length; i++) {
                row[i] = (float) (random.nextGaussian() * (i < inputs ? scale : 1));
            }
        }
    }

    List<Sample> of(List<Sample> samples) {
        return samples.stream().map(sample -> new Sample(of(sample.input()), sample.label())).toList();
    }

    private float[] of(float[] input) {
        float[] features = new float[weights.length];
        for (int k = 0; k < features.length; k++) {
            float[] row = weights[k];
            float sum = row[input.length];
            for (int i = 0; i < input.length; i++) {
                sum += row[i] * input[i];
            }
            features[k] = Math.max(0, sum) / 2;
        }
        return features;
    }
}
