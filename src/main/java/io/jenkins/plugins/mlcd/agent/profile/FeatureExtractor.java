package io.jenkins.plugins.mlcd.agent.profile;

import java.util.List;

/** Turns a model's input into a few named figures whose distribution is watched. Safe for use by several threads. */
public interface FeatureExtractor {

    /** Names of the figures, in the order of {@link #extract}. */
    List<String> names();

    /** Number of values of an input. */
    int inputs();

    /**
     * The figures of one input, all finite when the input is.
     *
     * @throws IllegalArgumentException when {@code input} has not {@link #inputs()} values
     */
    double[] extract(float[] input);
}
