package io.jenkins.plugins.mlcd.agent.model;

import java.util.Optional;

/**
 * A loaded model. Safe for use by several threads; calls may wait for each other.
 */
public interface Predictor extends AutoCloseable {

    ModelDescription description();

    /**
     * The probabilities of each input's classes, in the order of {@link ModelDescription#classes()}; each row sums to 1.
     *
     * @param inputs rows of {@code description().input().values()} values from 0 to 1
     * @throws IllegalArgumentException when a row has another length
     * @throws IllegalStateException when the model fails; the message is one sentence
     */
    float[][] predict(float[][] inputs);

    /** As {@link #predict}, and what a network makes of the inputs before it decides, in one pass. */
    default Answers answer(float[][] inputs) {
        return new Answers(predict(inputs), Optional.empty());
    }

    @Override
    void close();
}
