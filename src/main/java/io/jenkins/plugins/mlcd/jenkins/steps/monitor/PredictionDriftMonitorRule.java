package io.jenkins.plugins.mlcd.jenkins.steps.monitor;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import io.jenkins.plugins.mlcd.monitor.rules.Action;
import io.jenkins.plugins.mlcd.monitor.rules.PredictionDriftRule;
import io.jenkins.plugins.mlcd.monitor.rules.Rule;
import java.util.ArrayList;
import java.util.List;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code predictionDrift(slices: ['country'])}: see {@link PredictionDriftRule}. */
public final class PredictionDriftMonitorRule extends MonitorRule {

    private static final long serialVersionUID = 1L;

    private List<String> slices = new ArrayList<>();
    private double leastShift = PredictionDriftRule.LEAST_SHIFT;
    private double leastDisparity = PredictionDriftRule.LEAST_DISPARITY;

    @DataBoundConstructor
    public PredictionDriftMonitorRule() {
        // Every setting is optional.
    }

    public List<String> getSlices() {
        return List.copyOf(slices);
    }

    @DataBoundSetter
    public void setSlices(@CheckForNull List<String> slices) {
        this.slices = slices == null ? new ArrayList<>() : new ArrayList<>(slices);
    }

    public double getLeastShift() {
        return leastShift;
    }

    @DataBoundSetter
    public void setLeastShift(double leastShift) {
        this.leastShift = leastShift;
    }

    public double getLeastDisparity() {
        return leastDisparity;
    }

    @DataBoundSetter
    public void setLeastDisparity(double leastDisparity) {
        this.leastDisparity = leastDisparity;
    }

    @Override
    protected Action usualAction() {
        return Action.ALERT;
    }

    @Override
    public Rule rule() {
        return new PredictionDriftRule(slices, leastShift, leastDisparity);
    }

    @Extension
    @Symbol("predictionDrift")
    public static final class DescriptorImpl extends MonitorRuleDescriptor {

        @NonNull
        @Override
        public String getDisplayName() {
            return "Prediction drift: other classes, or a disparity between slices";
        }
    }
}
