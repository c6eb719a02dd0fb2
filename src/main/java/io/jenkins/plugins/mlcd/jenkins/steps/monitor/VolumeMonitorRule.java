package io.jenkins.plugins.mlcd.jenkins.steps.monitor;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import io.jenkins.plugins.mlcd.monitor.rules.Action;
import io.jenkins.plugins.mlcd.monitor.rules.Rule;
import io.jenkins.plugins.mlcd.monitor.rules.VolumeRule;
import java.util.Optional;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code volume(below: 0.5)}: see {@link VolumeRule}. */
public final class VolumeMonitorRule extends MonitorRule {

    private static final long serialVersionUID = 1L;

    @CheckForNull
    private Double perMinute;

    private double below = VolumeRule.BELOW;
    private double above = VolumeRule.ABOVE;

    @DataBoundConstructor
    public VolumeMonitorRule() {
        // Every setting is optional.
    }

    @CheckForNull
    public Double getPerMinute() {
        return perMinute;
    }

    @DataBoundSetter
    public void setPerMinute(@CheckForNull Double perMinute) {
        this.perMinute = perMinute;
    }

    public double getBelow() {
        return below;
    }

    @DataBoundSetter
    public void setBelow(double below) {
        this.below = below;
    }

    public double getAbove() {
        return above;
    }

    @DataBoundSetter
    public void setAbove(double above) {
        this.above = above;
    }

    @Override
    protected Action usualAction() {
        return Action.ALERT;
    }

    @Override
    public Rule rule() {
        return new VolumeRule(Optional.ofNullable(perMinute), below, above);
    }

    @Extension
    @Symbol("volume")
    public static final class DescriptorImpl extends MonitorRuleDescriptor {

        @NonNull
        @Override
        public String getDisplayName() {
            return "Volume: far fewer or far more requests than expected";
        }
    }
}
