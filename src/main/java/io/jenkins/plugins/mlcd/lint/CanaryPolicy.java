package io.jenkins.plugins.mlcd.lint;

import io.jenkins.plugins.mlcd.canary.MetricRule;
import io.jenkins.plugins.mlcd.expression.Rule;
import java.util.ArrayList;
import java.util.List;

/**
 * The rules of a rollout, as {@code mlCanary} has them.
 *
 * @param metrics as written
 */
public record CanaryPolicy(List<String> metrics) {

    public CanaryPolicy {
        metrics = List.copyOf(metrics);
    }

    public List<Finding> lint() {
        List<Finding> findings = new ArrayList<>();
        for (String metric : metrics) {
            try {
                findings.addAll(RuleLint.findings(Rule.parse(metric, "stable")));
                MetricRule.parse(metric);
            } catch (IllegalArgumentException e) {
                findings.add(Finding.error(metric, "cannot be read: " + e.getMessage().replace("'" + metric.strip() + "': ", "")));
            }
        }
        return findings;
    }
}
