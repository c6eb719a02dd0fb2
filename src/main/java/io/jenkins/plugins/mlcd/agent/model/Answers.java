package io.jenkins.plugins.mlcd.agent.model;

import java.util.Optional;

/**
 * What a model makes of some inputs.
 *
 * @param probabilities as {@link Predictor#predict}
 * @param embedding of a network, the values of its last hidden layer for each input; empty for other models
 */
public record Answers(float[][] probabilities, Optional<float[][]> embedding) {}
