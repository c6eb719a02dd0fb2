package io.jenkins.plugins.mlcd.jenkins.steps.monitor;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import io.jenkins.plugins.mlcd.monitor.rules.Action;
import io.jenkins.plugins.mlcd.monitor.rules.CorrelationRule;
import io.jenkins.plugins.mlcd.monitor.rules.Rule;
import java.util.ArrayList;
import java.util.List;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code correlation(sensitivity: 'medium')}: see {@link CorrelationRule}. */
public final class CorrelationMonitorRule extends MonitorRule {

    private static final long serialVersionUID = 1L;

    private List<String> features = new ArrayList<>();
    private double leastChange = CorrelationRule.LEAST_CHANGE;
    private double leastJoint = CorrelationRule.LEAST_JOINT;

    @DataBoundConstructor
    public CorrelationMonitorRule() {
        // Every setting is optional.
    }

    public List<String> getFeatures() {
        return List.copyOf(features);
    }

    @DataBoundSetter
    public void setFeatures(@CheckForNull List<String> features) {
        this.features = features == null ? new ArrayList<>() : new ArrayList<>(features);
    }

    public double getLeastChange() {
        return leastChange;
    }

    @DataBoundSetter
    public void setLeastChange(double leastChange) {
        this.leastChange = leastChange;
    }

    public double getLeastJoint() {
        return leastJoint;
    }

    @DataBoundSetter
    public void setLeastJoint(double leastJoint) {
        this.leastJoint = leastJoint;
    }

    @Override
    protected Action usualAction() {
        return Action.RETRAIN;
    }

    @Override
    public Rule rule() {
        return new CorrelationRule(features, leastChange, leastJoint);
    }

    @Extension
    @Symbol("correlation")
    public static final class DescriptorImpl extends MonitorRuleDescriptor {

        @NonNull
        @Override
        public String getDisplayName() {
            return "Correlation: features go together otherwise than in training";
        }
    }
}
