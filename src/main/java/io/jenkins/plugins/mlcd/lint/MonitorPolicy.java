package io.jenkins.plugins.mlcd.lint;

import io.jenkins.plugins.mlcd.monitor.rules.Sensitivity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * The rules of a watch, as {@code mlMonitorGate} has them.
 *
 * @param interval length of a window
 * @param count windows
 */
public record MonitorPolicy(List<WatchRule> rules, Duration interval, int count) {

    /**
     * How a rule is raised.
     *
     * @param name of the rule
     * @param violations windows that raise it, when that is said
     * @param within the time in which they must lie
     */
    public record WatchRule(String name, Sensitivity sensitivity, OptionalInt violations, Duration within) {}

    public MonitorPolicy {
        rules = List.copyOf(rules);
    }

    public List<Finding> lint() {
        List<Finding> findings = new ArrayList<>();
        for (WatchRule rule : rules) {
            long inPeriod = Math.max(1, rule.within().toMillis() / Math.max(1, interval.toMillis()));
            int windows = (int) Math.min(count, inPeriod);
            int needed = rule.violations().orElse(rule.sensitivity().violations(windows));
            if (needed > windows) {
                findings.add(Finding.error(rule.name(), "can never be raised: it needs " + needed + " violated windows, but the watch has " + count
                        + " of " + interval.toSeconds() + " s, and " + inPeriod + " of them lie within " + rule.within().toSeconds() + " s"));
            } else if (needed == windows && windows > 1) {
                findings.add(Finding.warning(rule.name(), "is raised only when every one of " + windows + " windows is violated"));
            }
        }
        return findings;
    }
}
