package io.jenkins.plugins.mlcd.canary;

import io.jenkins.plugins.mlcd.record.Verdict;
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
 * @param evidence that the canary is worse: 1 at the start, and it may end the rollout once it reaches {@code needed}
 * @param needed the evidence that keeps false rollbacks to alpha over all rules and looks
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
        String reason) {}
