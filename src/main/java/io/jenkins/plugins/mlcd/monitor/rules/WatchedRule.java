package io.jenkins.plugins.mlcd.monitor.rules;

import java.time.Duration;
import java.util.Objects;

/**
 * A rule with how often it must be violated and what follows then.
 *
 * @param rule what is looked at
 * @param sensitivity how soon it is raised, as a word
 * @param raising what that word means here
 * @param action what follows
 */
public record WatchedRule(Rule rule, Sensitivity sensitivity, Raising raising, Action action) {

    public WatchedRule {
        Objects.requireNonNull(rule, "rule");
        Objects.requireNonNull(sensitivity, "sensitivity");
        Objects.requireNonNull(raising, "raising");
        Objects.requireNonNull(action, "action");
    }

    public static WatchedRule of(Rule rule, Sensitivity sensitivity, Action action) {
        return new WatchedRule(rule, sensitivity, Sensitivities.STANDARD.of(sensitivity), action);
    }

    /** How many violated windows raise it in a watch of {@code count} windows of this length. */
    public int needed(Duration interval, int count) {
        return raising.needed(interval, count);
    }
}
