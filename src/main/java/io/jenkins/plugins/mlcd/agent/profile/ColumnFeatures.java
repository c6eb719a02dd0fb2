package io.jenkins.plugins.mlcd.agent.profile;

import java.util.List;
import java.util.stream.IntStream;

/** The columns of a tabular input as they are, named {@code x0} to {@code xN}. */
public record ColumnFeatures(int inputs) implements FeatureExtractor {

    public ColumnFeatures {
        if (inputs < 1) {
            throw new IllegalArgumentException("an input needs at least 1 value, but has " + inputs);
        }
    }

    @Override
    public List<String> names() {
        return IntStream.range(0, inputs).mapToObj(i -> "x" + i).toList();
    }

    @Override
    public double[] extract(float[] input) {
        if (input.length != inputs) {
            throw new IllegalArgumentException("an input has " + inputs + " values, but this one has " + input.length);
        }
        double[] features = new double[inputs];
        for (int i = 0; i < inputs; i++) {
            features[i] = input[i];
        }
        return features;
    }
}
