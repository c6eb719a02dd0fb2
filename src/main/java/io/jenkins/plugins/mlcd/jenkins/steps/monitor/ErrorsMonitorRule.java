package io.jenkins.plugins.mlcd.jenkins.steps.monitor;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import io.jenkins.plugins.mlcd.monitor.rules.Action;
import io.jenkins.plugins.mlcd.monitor.rules.ErrorsRule;
import io.jenkins.plugins.mlcd.monitor.rules.Rule;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code errors(share: 0.01)}: see {@link ErrorsRule}. */
public final class ErrorsMonitorRule extends MonitorRule {

    private static final long serialVersionUID = 1L;

    private double share = ErrorsRule.SHARE;

    @DataBoundConstructor
    public ErrorsMonitorRule() {
        // Every setting is optional.
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
        return new ErrorsRule(share);
    }

    @Extension
    @Symbol("errors")
    public static final class DescriptorImpl extends MonitorRuleDescriptor {

        @NonNull
        @Override
        public String getDisplayName() {
            return "Errors: too many requests fail";
        }
    }
}
