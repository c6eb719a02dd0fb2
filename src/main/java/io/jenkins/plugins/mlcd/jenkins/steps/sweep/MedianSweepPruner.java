package io.jenkins.plugins.mlcd.jenkins.steps.sweep;

import hudson.Extension;
import hudson.model.Descriptor;
import io.jenkins.plugins.mlcd.sweep.MedianPruner;
import io.jenkins.plugins.mlcd.sweep.Pruner;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code median(startupTrials: 5, warmupSteps: 0, interval: 1)}: see {@link MedianPruner}. */
public final class MedianSweepPruner extends StepSweepPruner {

    private static final long serialVersionUID = 1L;

    @DataBoundConstructor
    public MedianSweepPruner() {
        // Every setting is optional.
    }

    @Override
    public Pruner pruner() {
        return new MedianPruner(getStartupTrials(), getWarmupSteps(), getInterval());
    }

    @Extension
    @Symbol("median")
    public static final class DescriptorImpl extends Descriptor<SweepPruner> {

        @Override
        public String getDisplayName() {
            return "Median stopping rule";
        }
    }
}
