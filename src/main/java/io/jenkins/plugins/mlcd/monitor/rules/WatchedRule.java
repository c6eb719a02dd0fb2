package io.jenkins.plugins.mlcd.monitor.rules;

import java.time.Duration;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * A rule with how often it must be violated and what follows then.
 *
 * @param rule what is looked at
 * @param sensitivity how many violated windows raise it, as a word
 * @param violations that number, when the user says it; at least 1
 * @param within the time in which they must lie
 * @param action what follows
 */
public record WatchedRule(Rule rule, Sensitivity sensitivity, OptionalInt violations, Duration within, Action action) {

    public static final Duration HOUR = Duration.ofHours(1);

    public WatchedRule {
        Objects.requireNonNull(rule, "rule");
        if (violations.isPresent() && violations.getAsInt() < 1) {
            throw new IllegalArgumentException("rule " + rule.name() + ": violations must be at least 1, but is " + violations.getAsInt());
        }
        if (within.isNegative() || within.isZero()) {
            throw new IllegalArgumentException("rule " + rule.name() + ": within must be longer than nothing, but is " + within);
        }
    }

    public static WatchedRule of(Rule rule, Sensitivity sensitivity, Action action) {
        return new WatchedRule(rule, sensitivity, OptionalInt.empty(), HOUR, action);
    }

    /** The violated windows that raise the rule in a watch of {@code count} windows of this length. */
    public int needed(Duration interval, int count) {
        long inPeriod = Math.max(1, within.toMillis() / Math.max(1, interval.toMillis()));
        int windows = (int) Math.min(count, inPeriod);
        return violations.orElseGet(() -> sensitivity.violations(windows));
    }
}
