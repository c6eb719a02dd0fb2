package io.jenkins.plugins.mlcd.jenkins.steps.sweep;

import hudson.Extension;
import hudson.model.Descriptor;
import io.jenkins.plugins.mlcd.sweep.PercentilePruner;
import io.jenkins.plugins.mlcd.sweep.Pruner;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code percentile(percentile: 25, startupTrials: 5, warmupSteps: 0, interval: 1)}: see {@link PercentilePruner}. */
public final class PercentileSweepPruner extends StepSweepPruner {

    private static final long serialVersionUID = 1L;

    private final double percentile;

    @DataBoundConstructor
    public PercentileSweepPruner(double percentile) {
        this.percentile = percentile;
    }

    public double getPercentile() {
        return percentile;
    }

    @Override
    public Pruner pruner() {
        return new PercentilePruner(percentile, getStartupTrials(), getWarmupSteps(), getInterval());
    }

    @Extension
    @Symbol("percentile")
    public static final class DescriptorImpl extends Descriptor<SweepPruner> {

        @Override
        public String getDisplayName() {
            return "Percentile: the best so many percent go on";
        }
    }
}
