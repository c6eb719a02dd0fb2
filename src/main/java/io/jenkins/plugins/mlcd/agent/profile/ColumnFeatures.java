package io.jenkins.plugins.mlcd.agent.profile;

import java.util.List;
import java.util.stream.IntStream;

/** The columns of an input as they are, named {@code x0} to {@code xN}; only the first {@value #MAX_COLUMNS} are watched. */
public record ColumnFeatures(int inputs) implements FeatureExtractor {

    static final int MAX_COLUMNS = 256;

    public ColumnFeatures {
        if (inputs < 1) {
            throw new IllegalArgumentException("an input needs at least 1 value, but has " + inputs);
        }
    }

    @Override
    public List<String> names() {
        return IntStream.range(0, Math.min(inputs, MAX_COLUMNS)).mapToObj(i -> "x" + i).toList();
    }

    @Override
    public double[] extract(float[] input) {
        if (input.length != inputs) {
            throw new IllegalArgumentException("an input has " + inputs + " values, but this one has " + input.length);
        }
        double[] features = new double[Math.min(inputs, MAX_COLUMNS)];
        for (int i = 0; i < features.length; i++) {
            features[i] = input[i];
        }
        return features;
    }
}
