package io.jenkins.plugins.mlcd.canary;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.jenkins.plugins.mlcd.record.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a look says on one rule.
 *
 * @param name the rule as written
 * @param verdict absent when the rule was left out, because the servers do not give its figure
 * @param canary the canary's figure over all looks with both versions
 * @param stable that of the stable version
 * @param limit that the rule sets for the canary
 * @param evidence that the canary breaks the rule: 1 at the start, and it ends the rollout once it reaches {@code needed}
 * @param needed the evidence that keeps false rollbacks to alpha over all rules and looks
 * @param proof the most evidence so far that the rule is not broken by the effect that matters; absent where none is collected
 * @param proofNeeded the evidence that keeps false promotions to beta
 * @param interval that holds the canary's figure at all looks, low and high; empty when it is not known
 * @param stableInterval likewise of the stable version
 * @param reason one sentence
 */
public record MetricResult(
        String name,
        Optional<Verdict> verdict,
        OptionalDouble canary,
        OptionalDouble stable,
        OptionalDouble limit,
        OptionalDouble evidence,
        double needed,
        OptionalDouble proof,
        double proofNeeded,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Double> interval,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Double> stableInterval,
        String reason) {}
