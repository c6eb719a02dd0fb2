package io.jenkins.plugins.mlcd.canary;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a rollout proceeds.
 *
 * @param stepWeights percent of the traffic, rising, each 1 to 100
 * @param intervalSeconds from one look to the next, above 0
 * @param alpha chance of a false rollback that is accepted for the whole rollout, above 0 and at most 0.5
 * @param metrics rules that the canary has to keep; empty means {@link MetricRule#DEFAULTS}
 * @param minRequests of the canary at a weight before it may go on, at least 1
 * @param threshold failed looks before the traffic goes back, at least 1
 * @param inconclusiveLimit inconclusive looks in a row before it goes back, at least 1
 * @param maxDurationSeconds after which an unfinished rollout goes back; absent for no limit
 */
public record RolloutDefinition(
        List<Integer> stepWeights,
        double intervalSeconds,
        double alpha,
        List<String> metrics,
        long minRequests,
        int threshold,
        int inconclusiveLimit,
        Optional<Double> maxDurationSeconds) {

    /** @throws IllegalArgumentException naming the value and its rule */
    public RolloutDefinition {
        stepWeights = List.copyOf(stepWeights);
        metrics = metrics == null ? List.of() : List.copyOf(metrics);
        maxDurationSeconds = maxDurationSeconds == null ? Optional.empty() : maxDurationSeconds;
        requireRising(stepWeights);
        require(intervalSeconds > 0, "interval must be longer than 0 seconds, but is " + intervalSeconds);
        require(alpha > 0 && alpha <= 0.5, "alpha must be above 0 and at most 0.5, but is " + alpha);
        require(minRequests >= 1, "minRequests must be at least 1, but is " + minRequests);
        require(threshold >= 1, "threshold must be at least 1, but is " + threshold);
        require(inconclusiveLimit >= 1, "inconclusiveLimit must be at least 1, but is " + inconclusiveLimit);
        metrics.forEach(MetricRule::parse);
    }

    /** The weights {@code step, 2 step, ...} up to {@code max}, and then 100. */
    public static List<Integer> evenSteps(int step, int max) {
        require(step >= 1 && step <= 100, "stepWeight must be 1 to 100 percent, but is " + step);
        require(max >= step && max <= 100, "maxWeight must be stepWeight to 100 percent, but is " + max);
        List<Integer> weights = new ArrayList<>();
        for (int weight = step; weight <= max; weight += step) {
            weights.add(weight);
        }
        if (weights.get(weights.size() - 1) < 100) {
            weights.add(100);
        }
        return weights;
    }

    public Duration interval() {
        return Duration.ofMillis(Math.round(1000 * intervalSeconds));
    }

    /** The rules in force. */
    List<MetricRule> rules() {
        return (metrics.isEmpty() ? MetricRule.DEFAULTS : metrics).stream().map(MetricRule::parse).toList();
    }

    /** Whether each rule must be decided: so it is when they were chosen, for a default one servers may lack the figure. */
    boolean rulesAreChosen() {
        return !metrics.isEmpty();
    }

    private static void requireRising(List<Integer> weights) {
        require(!weights.isEmpty(), "stepWeights must not be empty");
        int before = 0;
        for (int weight : weights) {
            require(weight > before && weight <= 100, "stepWeights must rise and be 1 to 100 percent, but are " + weights);
            before = weight;
        }
    }

    private static void require(boolean kept, String message) {
        if (!kept) {
            throw new IllegalArgumentException(message);
        }
    }
}
