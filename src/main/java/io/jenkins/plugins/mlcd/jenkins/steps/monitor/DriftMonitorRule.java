package io.jenkins.plugins.mlcd.jenkins.steps.monitor;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.mlcd.monitor.rules.Action;
import io.jenkins.plugins.mlcd.monitor.rules.DriftRule;
import io.jenkins.plugins.mlcd.monitor.rules.DriftTest;
import io.jenkins.plugins.mlcd.monitor.rules.Rule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.verb.POST;

/** {@code drift(test: 'auto', sensitivity: 'medium')}: see {@link DriftRule}. */
public final class DriftMonitorRule extends MonitorRule {

    private static final long serialVersionUID = 1L;

    private String test = "auto";
    private List<String> features = new ArrayList<>();
    private double leastEffect = DriftRule.LEAST_EFFECT;
    private double leastShift = DriftRule.LEAST_SHIFT;

    @DataBoundConstructor
    public DriftMonitorRule() {
        // Every setting is optional.
    }

    public String getTest() {
        return test;
    }

    @DataBoundSetter
    public void setTest(String test) {
        this.test = test;
    }

    public List<String> getFeatures() {
        return List.copyOf(features);
    }

    @DataBoundSetter
    public void setFeatures(@CheckForNull List<String> features) {
        this.features = features == null ? new ArrayList<>() : new ArrayList<>(features);
    }

    public double getLeastEffect() {
        return leastEffect;
    }

    @DataBoundSetter
    public void setLeastEffect(double leastEffect) {
        this.leastEffect = leastEffect;
    }

    public double getLeastShift() {
        return leastShift;
    }

    @DataBoundSetter
    public void setLeastShift(double leastShift) {
        this.leastShift = leastShift;
    }

    @Override
    protected Action usualAction() {
        return Action.RETRAIN;
    }

    @Override
    public Rule rule() {
        return new DriftRule(DriftTest.of(test), features, leastEffect, leastShift);
    }

    @Extension
    @Symbol("drift")
    public static final class DescriptorImpl extends MonitorRuleDescriptor {

        @NonNull
        @Override
        public String getDisplayName() {
            return "Drift: a feature is distributed otherwise than in training";
        }

        @POST
        public ListBoxModel doFillTestItems() {
            ListBoxModel items = new ListBoxModel();
            Arrays.stream(DriftTest.values()).forEach(each -> items.add(each.word()));
            return items;
        }
    }
}
