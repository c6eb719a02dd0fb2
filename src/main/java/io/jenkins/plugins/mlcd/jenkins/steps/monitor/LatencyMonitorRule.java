package io.jenkins.plugins.mlcd.jenkins.steps.monitor;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import io.jenkins.plugins.mlcd.monitor.rules.Action;
import io.jenkins.plugins.mlcd.monitor.rules.LatencyRule;
import io.jenkins.plugins.mlcd.monitor.rules.Rule;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code latency(quantile: 0.99, limit: '200ms')}: see {@link LatencyRule}. */
public final class LatencyMonitorRule extends MonitorRule {

    private static final long serialVersionUID = 1L;

    private double quantile = LatencyRule.QUANTILE;
    @CheckForNull
    private String limit;

    private double factor = LatencyRule.FACTOR;

    @DataBoundConstructor
    public LatencyMonitorRule() {
        // Every setting is optional.
    }

    public double getQuantile() {
        return quantile;
    }

    @DataBoundSetter
    public void setQuantile(double quantile) {
        this.quantile = quantile;
    }

    @CheckForNull
    public String getLimit() {
        return limit;
    }

    @DataBoundSetter
    public void setLimit(@CheckForNull String limit) {
        this.limit = Util.fixEmptyAndTrim(limit);
    }

    public double getFactor() {
        return factor;
    }

    @DataBoundSetter
    public void setFactor(double factor) {
        this.factor = factor;
    }

    @Override
    protected Action usualAction() {
        return Action.ALERT;
    }

    @Override
    public Rule rule() {
        return new LatencyRule(quantile, duration("limit", limit), factor);
    }

    @Extension
    @Symbol("latency")
    public static final class DescriptorImpl extends MonitorRuleDescriptor {

        @NonNull
        @Override
        public String getDisplayName() {
            return "Latency: requests take too long";
        }
    }
}
