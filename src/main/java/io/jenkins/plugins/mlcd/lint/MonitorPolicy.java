package io.jenkins.plugins.mlcd.lint;

import io.jenkins.plugins.mlcd.monitor.rules.Raising;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The rules of a watch, as {@code mlMonitorGate} has them.
 *
 * @param refused what is wrong with those rules that the step would refuse
 * @param interval length of a window
 * @param count windows
 */
public record MonitorPolicy(List<WatchRule> rules, List<Finding> refused, Duration interval, int count) {

    /** How a rule is raised. */
    public record WatchRule(String name, Raising raising) {}

    public MonitorPolicy {
        rules = List.copyOf(rules);
        refused = List.copyOf(refused);
    }

    /** Of rules that the step takes. */
    public MonitorPolicy(List<WatchRule> rules, Duration interval, int count) {
        this(rules, List.of(), interval, count);
    }

    public List<Finding> lint() {
        List<Finding> findings = new ArrayList<>(refused);
        for (WatchRule rule : rules) {
            int inPeriod = rule.raising().windows(interval);
            int windows = Math.min(count, inPeriod);
            int needed = rule.raising().needed(interval, count);
            if (needed > windows) {
                findings.add(Finding.error(rule.name(), "can never be raised: it needs " + needed + " violated windows, but the watch has " + count
                        + " of " + interval.toSeconds() + " s, and " + inPeriod + " of them lie within " + rule.raising().within().toSeconds() + " s"));
            } else if (needed == windows && windows > 1) {
                findings.add(Finding.warning(rule.name(), "is raised only when every one of " + windows + " windows is violated"));
            }
        }
        return findings;
    }
}
