package io.jenkins.plugins.mlcd.jenkins.steps.monitor;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import io.jenkins.plugins.mlcd.monitor.rules.Action;
import io.jenkins.plugins.mlcd.monitor.rules.Rule;
import io.jenkins.plugins.mlcd.monitor.rules.UnexpectedValuesRule;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code unexpectedValues(sensitivity: 'medium')}: see {@link UnexpectedValuesRule}. */
public final class UnexpectedValuesMonitorRule extends MonitorRule {

    private static final long serialVersionUID = 1L;

    private double quantile = UnexpectedValuesRule.QUANTILE;
    private double leastShare = UnexpectedValuesRule.LEAST_SHARE;

    @DataBoundConstructor
    public UnexpectedValuesMonitorRule() {
        // Every setting is optional.
    }

    public double getQuantile() {
        return quantile;
    }

    @DataBoundSetter
    public void setQuantile(double quantile) {
        this.quantile = quantile;
    }

    public double getLeastShare() {
        return leastShare;
    }

    @DataBoundSetter
    public void setLeastShare(double leastShare) {
        this.leastShare = leastShare;
    }

    @Override
    protected Action usualAction() {
        return Action.RETRAIN;
    }

    @Override
    public Rule rule() {
        return new UnexpectedValuesRule(quantile, leastShare);
    }

    @Extension
    @Symbol("unexpectedValues")
    public static final class DescriptorImpl extends MonitorRuleDescriptor {

        @NonNull
        @Override
        public String getDisplayName() {
            return "Unexpected values: traffic of a kind that the model was not trained on";
        }
    }
}
