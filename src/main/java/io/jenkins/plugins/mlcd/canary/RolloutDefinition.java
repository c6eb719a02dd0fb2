package io.jenkins.plugins.mlcd.canary;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How a rollout proceeds.
 *
 * @param stepWeights percent of the traffic, rising, each 1 to 100
 * @param intervalSeconds from one look to the next, above 0
 * @param alpha chance of rolling back a canary that keeps all rules, over the whole rollout; above 0 and at most 0.5
 * @param beta chance of promoting a canary that breaks a rule by {@code minEffect} or more; above 0 and at most 0.5
 * @param minEffect the smallest excess over a limit that matters: of rates 0 to 1, of other means as a share of the stable version's
 * @param metrics rules that the canary has to keep; empty means {@link MetricRule#DEFAULTS}
 * @param customMetrics names of figures that the provider brings
 * @param minRequests of the canary at a weight before it may go on, at least 1
 * @param threshold failed looks before the traffic goes back, at least 1
 * @param inconclusiveLimit looks in a row with too few requests before {@code quiet} is followed, at least 1
 * @param consecutiveErrorLimit failures of the target or of the provider in a row before the traffic goes back, at least 1
 * @param maxDurationSeconds after which an unfinished rollout goes back, pauses not counted; absent for no limit
 * @param proofTimeoutSeconds how long a weight may wait for the proof that the rules are kept; 0 in a record stands for the default
 * @param mirror percent of the requests of which the canary gets copies before it gets traffic; 0 for no such phase
 * @param quiet what is done when too few requests come
 * @param foreignWrites what is done when somebody else changes the shares
 * @param approvals a person has to approve these weights before they are set, and {@link #PROMOTION} before it
 * @param abTest a fixed split instead of steps
 * @param smoke whether versions are tested by themselves before they get traffic and after the promotion
 */
public record RolloutDefinition(
        List<Integer> stepWeights,
        double intervalSeconds,
        double alpha,
        double beta,
        double minEffect,
        List<String> metrics,
        List<String> customMetrics,
        long minRequests,
        int threshold,
        int inconclusiveLimit,
        int consecutiveErrorLimit,
        Optional<Double> maxDurationSeconds,
        double proofTimeoutSeconds,
        int mirror,
        Quiet quiet,
        ForeignWriteException.Policy foreignWrites,
        List<String> approvals,
        Optional<AbTest> abTest,
        boolean smoke) {

    /** In {@link #approvals}: the promotion itself. */
    public static final String PROMOTION = "promotion";

    private static final int ALL = 100;

    private static final double DAY = 86_400;

    /** @throws IllegalArgumentException naming the value and its rule */
    public RolloutDefinition {
        stepWeights = List.copyOf(stepWeights);
        metrics = metrics == null ? List.of() : List.copyOf(metrics);
        customMetrics = customMetrics == null ? List.of() : List.copyOf(customMetrics);
        approvals = approvals == null ? List.of() : List.copyOf(approvals);
        maxDurationSeconds = maxDurationSeconds == null ? Optional.empty() : maxDurationSeconds;
        abTest = abTest == null ? Optional.empty() : abTest;
        quiet = quiet == null ? Quiet.ABORT : quiet;
        foreignWrites = foreignWrites == null ? ForeignWriteException.Policy.RESTORE : foreignWrites;
        proofTimeoutSeconds = proofTimeoutSeconds == 0 ? DAY : proofTimeoutSeconds;
        requireRising(stepWeights);
        require(intervalSeconds > 0, "interval must be longer than 0 seconds, but is " + intervalSeconds);
        require(alpha > 0 && alpha <= 0.5, "alpha must be above 0 and at most 0.5, but is " + alpha);
        require(beta > 0 && beta <= 0.5, "beta must be above 0 and at most 0.5, but is " + beta);
        require(minEffect > 0 && minEffect < 1, "minEffect must be above 0 and below 1, but is " + minEffect);
        require(minRequests >= 1, "minRequests must be at least 1, but is " + minRequests);
        require(threshold >= 1, "threshold must be at least 1, but is " + threshold);
        require(inconclusiveLimit >= 1, "inconclusiveLimit must be at least 1, but is " + inconclusiveLimit);
        require(consecutiveErrorLimit >= 1, "consecutiveErrorLimit must be at least 1, but is " + consecutiveErrorLimit);
        require(proofTimeoutSeconds > 0, "proofTimeout must be longer than 0 seconds, but is " + proofTimeoutSeconds);
        require(mirror >= 0 && mirror <= ALL, "mirror must be 0 to 100 percent, but is " + mirror);
        requireApprovable(approvals, stepWeights);
        List<String> custom = customMetrics;
        List<MetricRule> rules = metrics.stream().map(metric -> MetricRule.parse(metric, custom)).toList();
        requireFixed(abTest, stepWeights, rules, mirror);
    }

    /** The weights {@code step, 2 step, ...} up to {@code max}, and then 100. */
    public static List<Integer> evenSteps(int step, int max) {
        require(step >= 1 && step <= ALL, "stepWeight must be 1 to 100 percent, but is " + step);
        require(max >= step && max <= ALL, "maxWeight must be stepWeight to 100 percent, but is " + max);
        List<Integer> weights = new ArrayList<>();
        for (int weight = step; weight <= max; weight += step) {
            weights.add(weight);
        }
        if (weights.get(weights.size() - 1) < ALL) {
            weights.add(ALL);
        }
        return weights;
    }

    /** With the defaults of {@code mlCanary}. */
    public static Builder builder(List<Integer> stepWeights, double intervalSeconds) {
        return new Builder(stepWeights, intervalSeconds);
    }

    public Duration interval() {
        return Duration.ofMillis(Math.round(1000 * intervalSeconds));
    }

    Duration proofTimeout() {
        return Duration.ofMillis(Math.round(1000 * proofTimeoutSeconds));
    }

    /** How the requests are shared at a weight, with copies of {@code mirrored} percent. */
    TrafficSplit split(int weight, int mirrored) {
        Optional<TrafficMatch> match = weight == 0 ? Optional.empty() : abTest.flatMap(AbTest::match);
        boolean all = match.filter(users -> !users.by().hash()).isPresent();
        return new TrafficSplit(all ? ALL : weight, mirrored, match);
    }

    /** The rules in force. */
    List<MetricRule> rules() {
        return (metrics.isEmpty() ? MetricRule.DEFAULTS : metrics).stream().map(rule -> MetricRule.parse(rule, customMetrics)).toList();
    }

    /** Whether each rule must be decided: so it is when they were chosen, for a default one servers may lack the figure. */
    boolean rulesAreChosen() {
        return !metrics.isEmpty();
    }

    /** The last weight at which the stable version serves users beside the canary; 0, mirroring, where there is none. */
    @JsonIgnore
    int lastConcurrentWeight() {
        return stepWeights.stream().filter(weight -> weight < ALL).reduce(0, (earlier, later) -> later);
    }

    private static void requireRising(List<Integer> weights) {
        require(!weights.isEmpty(), "stepWeights must not be empty");
        int before = 0;
        for (int weight : weights) {
            require(weight > before && weight <= ALL, "stepWeights must rise and be 1 to 100 percent, but are " + weights);
            before = weight;
        }
    }

    private static void requireApprovable(List<String> approvals, List<Integer> weights) {
        Set<String> possible = new HashSet<>(Set.of(PROMOTION));
        weights.forEach(weight -> possible.add(weight.toString()));
        for (String approval : approvals) {
            require(possible.contains(approval), "approval '" + approval + "' is neither one of the stepWeights " + weights + " nor '" + PROMOTION + "'");
        }
    }

    private static void requireFixed(Optional<AbTest> abTest, List<Integer> weights, List<MetricRule> rules, int mirror) {
        if (abTest.isPresent()) {
            require(weights.size() == 1 && weights.get(0) < ALL, "an A/B test has one weight below 100 percent, but stepWeights are " + weights);
            require(!rules.isEmpty(), "an A/B test needs metrics, the first of which decides");
            require(rules.get(0).measure().type() != Measure.Type.LATENCY, "'" + rules.get(0).text() + "' cannot decide an A/B test; write a rate or a mean first");
            require(mirror == 0, "an A/B test has no mirror");
        }
    }

    private static void require(boolean kept, String message) {
        if (!kept) {
            throw new IllegalArgumentException(message);
        }
    }

    /** What differs from the defaults. */
    public static final class Builder {

        private final List<Integer> stepWeights;
        private final double intervalSeconds;
        private double alpha = 0.05;
        private double beta = 0.05;
        private double minEffect = 0.01;
        private List<String> metrics = List.of();
        private List<String> customMetrics = List.of();
        private long minRequests = 50;
        private int threshold = 1;
        private int inconclusiveLimit = 10;
        private int consecutiveErrorLimit = 5;
        private Optional<Double> maxDurationSeconds = Optional.empty();
        private double proofTimeoutSeconds = DAY;
        private int mirror;
        private Quiet quiet = Quiet.ABORT;
        private ForeignWriteException.Policy foreignWrites = ForeignWriteException.Policy.RESTORE;
        private List<String> approvals = List.of();
        private Optional<AbTest> abTest = Optional.empty();
        private boolean smoke;

        private Builder(List<Integer> stepWeights, double intervalSeconds) {
            this.stepWeights = stepWeights;
            this.intervalSeconds = intervalSeconds;
        }

        public Builder errors(double ofGoodCanaries, double ofBadCanaries) {
            alpha = ofGoodCanaries;
            beta = ofBadCanaries;
            return this;
        }

        public Builder minEffect(double value) {
            minEffect = value;
            return this;
        }

        public Builder metrics(List<String> rules, List<String> custom) {
            metrics = rules;
            customMetrics = custom;
            return this;
        }

        public Builder minRequests(long value) {
            minRequests = value;
            return this;
        }

        /** Failed looks, quiet looks in a row, and errors in a row that are borne. */
        public Builder limits(int failed, int inconclusive, int consecutiveErrors) {
            threshold = failed;
            inconclusiveLimit = inconclusive;
            consecutiveErrorLimit = consecutiveErrors;
            return this;
        }

        public Builder maxDurationSeconds(Optional<Double> value) {
            maxDurationSeconds = value;
            return this;
        }

        public Builder proofTimeoutSeconds(double value) {
            proofTimeoutSeconds = value;
            return this;
        }

        public Builder mirror(int percent) {
            mirror = percent;
            return this;
        }

        public Builder quiet(Quiet value) {
            quiet = value;
            return this;
        }

        public Builder foreignWrites(ForeignWriteException.Policy value) {
            foreignWrites = value;
            return this;
        }

        public Builder approvals(List<String> value) {
            approvals = value;
            return this;
        }

        public Builder abTest(Optional<AbTest> value) {
            abTest = value;
            return this;
        }

        public Builder smoke(boolean value) {
            smoke = value;
            return this;
        }

        /** @throws IllegalArgumentException naming the value and its rule */
        public RolloutDefinition build() {
            return new RolloutDefinition(stepWeights, intervalSeconds, alpha, beta, minEffect, metrics, customMetrics, minRequests, threshold,
                    inconclusiveLimit, consecutiveErrorLimit, maxDurationSeconds, proofTimeoutSeconds, mirror, quiet, foreignWrites, approvals, abTest, smoke);
        }
    }
}
