package io.jenkins.plugins.mlcd.agent.serve;

import java.time.Instant;

/**
 * One prediction as it was made.
 *
 * @param id of the request
 * @param at when it was answered
 * @param model such as {@code digits:42}
 * @param confidence 0 to 1
 * @param input as the model got it; not copied, so it may not be changed
 */
public record CapturedSample(String id, Instant at, String model, String prediction, double confidence, float[] input) {}
