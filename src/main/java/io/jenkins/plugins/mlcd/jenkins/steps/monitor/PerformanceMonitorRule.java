package io.jenkins.plugins.mlcd.jenkins.steps.monitor;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import io.jenkins.plugins.mlcd.monitor.performance.PerformanceRule;
import io.jenkins.plugins.mlcd.monitor.rules.Action;
import io.jenkins.plugins.mlcd.monitor.rules.Rule;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code performance(leastDrop: 0.05)}: see {@link PerformanceRule}. */
public final class PerformanceMonitorRule extends MonitorRule {

    private static final long serialVersionUID = 1L;

    private double leastDrop = PerformanceRule.LEAST_DROP;
    private int minLabels = PerformanceRule.MIN_LABELS;
    private boolean estimate = true;

    @DataBoundConstructor
    public PerformanceMonitorRule() {
        // Every setting is optional.
    }

    public double getLeastDrop() {
        return leastDrop;
    }

    @DataBoundSetter
    public void setLeastDrop(double leastDrop) {
        this.leastDrop = leastDrop;
    }

    public int getMinLabels() {
        return minLabels;
    }

    @DataBoundSetter
    public void setMinLabels(int minLabels) {
        this.minLabels = minLabels;
    }

    public boolean isEstimate() {
        return estimate;
    }

    @DataBoundSetter
    public void setEstimate(boolean estimate) {
        this.estimate = estimate;
    }

    @Override
    protected Action usualAction() {
        return Action.RETRAIN;
    }

    @Override
    public Rule rule() {
        return new PerformanceRule(leastDrop, minLabels, estimate);
    }

    @Extension
    @Symbol("performance")
    public static final class DescriptorImpl extends MonitorRuleDescriptor {

        @NonNull
        @Override
        public String getDisplayName() {
            return "Performance: the model is right less often than in validation";
        }
    }
}
