package io.jenkins.plugins.mlcd.jenkins.steps.monitor;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.ExtensionPoint;
import hudson.Util;
import hudson.model.Describable;
import io.jenkins.plugins.mlcd.monitor.rules.Action;
import io.jenkins.plugins.mlcd.monitor.rules.Rule;
import io.jenkins.plugins.mlcd.monitor.rules.Sensitivities;
import io.jenkins.plugins.mlcd.monitor.rules.Sensitivity;
import io.jenkins.plugins.mlcd.monitor.rules.WatchedRule;
import io.jenkins.plugins.mlcd.record.Durations;
import java.io.Serializable;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * A rule as a Jenkinsfile writes it: what is looked at, how often it must be violated, and what follows. A plugin adds a kind of its own by
 * a subclass with a {@link MonitorRuleDescriptor} that has a {@code @Symbol}.
 */
public abstract class MonitorRule implements Describable<MonitorRule>, ExtensionPoint, Serializable {

    private static final long serialVersionUID = 1L;

    private String sensitivity = Sensitivity.MEDIUM.word();

    @CheckForNull
    private Integer violations;

    @CheckForNull
    private String within;

    @CheckForNull
    private Integer recovery;

    @CheckForNull
    private String action;

    public String getSensitivity() {
        return sensitivity;
    }

    @DataBoundSetter
    public void setSensitivity(String sensitivity) {
        this.sensitivity = sensitivity;
    }

    @CheckForNull
    public Integer getViolations() {
        return violations;
    }

    @DataBoundSetter
    public void setViolations(@CheckForNull Integer violations) {
        this.violations = violations;
    }

    @CheckForNull
    public String getWithin() {
        return within;
    }

    @DataBoundSetter
    public void setWithin(@CheckForNull String within) {
        this.within = Util.fixEmptyAndTrim(within);
    }

    /** Quiet windows after which the rule, once raised, has recovered; null for as many as raise it, at least five. */
    @CheckForNull
    public Integer getRecovery() {
        return recovery;
    }

    @DataBoundSetter
    public void setRecovery(@CheckForNull Integer recovery) {
        this.recovery = recovery;
    }

    /** {@code record}, {@code alert} or {@code retrain}. */
    public String getAction() {
        return action == null ? usualAction().word() : action;
    }

    @DataBoundSetter
    public void setAction(@CheckForNull String action) {
        this.action = Util.fixEmptyAndTrim(action);
    }

    /** What follows when the user says nothing. */
    protected abstract Action usualAction();

    /** @throws IllegalArgumentException when a parameter is out of its range */
    public abstract Rule rule();

    /**
     * @param words what the sensitivities mean
     * @throws IllegalArgumentException naming the value and the rule that it breaks
     */
    final WatchedRule watched(Sensitivities words) {
        Rule rule = rule();
        try {
            Sensitivity word = Sensitivity.of(sensitivity);
            Optional<Duration> period = duration("within", within);
            return new WatchedRule(rule, word, words.of(word, number(violations), period).recoveringAfter(number(recovery)), Action.of(getAction()));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("rule " + rule.name() + ": " + e.getMessage(), e);
        }
    }

    /** A setting that is a duration; {@code what} names it in the error. */
    protected static Optional<Duration> duration(String what, @CheckForNull String text) {
        return Optional.ofNullable(text).map(given -> Durations.parse(what, given));
    }

    private static OptionalInt number(@CheckForNull Integer value) {
        return value == null ? OptionalInt.empty() : OptionalInt.of(value);
    }

    @Override
    public MonitorRuleDescriptor getDescriptor() {
        return (MonitorRuleDescriptor) Describable.super.getDescriptor();
    }
}
