package io.jenkins.plugins.mlcd.lint;

import io.jenkins.plugins.mlcd.canary.MetricRule;
import java.util.ArrayList;
import java.util.List;

/**
 * The rules of a rollout, as {@code mlCanary} has them.
 *
 * @param metrics as written
 * @param custom names of figures that the provider brings
 */
public record CanaryPolicy(List<String> metrics, List<String> custom) {

    public CanaryPolicy {
        metrics = List.copyOf(metrics);
        custom = List.copyOf(custom);
    }

    /** With figures that every target has. */
    public CanaryPolicy(List<String> metrics) {
        this(metrics, List.of());
    }

    public List<Finding> lint() {
        List<Finding> findings = new ArrayList<>();
        for (String metric : metrics) {
            try {
                findings.addAll(RuleLint.findings(MetricRule.parse(metric, custom).rule()));
            } catch (IllegalArgumentException e) {
                findings.add(Finding.error(metric, "cannot be read: " + e.getMessage().replace("'" + metric.strip() + "': ", "")));
            }
        }
        return findings;
    }
}
