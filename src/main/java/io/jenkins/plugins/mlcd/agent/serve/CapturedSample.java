package io.jenkins.plugins.mlcd.agent.serve;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;

/**
 * One prediction as it was made.
 *
 * @param id of the request
 * @param at when it was answered
 * @param model such as {@code digits:42}
 * @param confidence 0 to 1
 * @param input as the model got it, NaN where a value is missing; not copied, so it may not be changed
 * @param context what the caller told of the request beside
 */
public record CapturedSample(
        String id, Instant at, String model, String prediction, double confidence, float[] input, Optional<ObjectNode> context) {

    /** A sample of whose request nothing else was told. */
    public CapturedSample(String id, Instant at, String model, String prediction, double confidence, float[] input) {
        this(id, at, model, prediction, confidence, input, Optional.empty());
    }

    CapturedSample withInput(float[] other) {
        return new CapturedSample(id, at, model, prediction, confidence, other, context);
    }
}
