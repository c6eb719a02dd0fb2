package io.jenkins.plugins.mlcd.jenkins.steps.monitor;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import io.jenkins.plugins.mlcd.monitor.rules.Action;
import io.jenkins.plugins.mlcd.monitor.rules.ConfidenceRule;
import io.jenkins.plugins.mlcd.monitor.rules.Rule;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code confidence(below: 0.5, sensitivity: 'low')}: see {@link ConfidenceRule}. */
public final class ConfidenceMonitorRule extends MonitorRule {

    private static final long serialVersionUID = 1L;

    private final double below;
    private double share = ConfidenceRule.SHARE;

    @DataBoundConstructor
    public ConfidenceMonitorRule(double below) {
        this.below = below;
    }

    public double getBelow() {
        return below;
    }

    public double getShare() {
        return share;
    }

    @DataBoundSetter
    public void setShare(double share) {
        this.share = share;
    }

    @Override
    protected Action usualAction() {
        return Action.ALERT;
    }

    @Override
    public Rule rule() {
        return new ConfidenceRule(below, share);
    }

    @Extension
    @Symbol("confidence")
    public static final class DescriptorImpl extends MonitorRuleDescriptor {

        @NonNull
        @Override
        public String getDisplayName() {
            return "Confidence: too many predictions are guesses";
        }
    }
}
