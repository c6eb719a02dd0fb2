package io.jenkins.plugins.mlcd.jenkins.steps.sweep;

import hudson.Extension;
import hudson.model.Descriptor;
import io.jenkins.plugins.mlcd.sweep.MedianPruner;
import io.jenkins.plugins.mlcd.sweep.PercentilePruner;
import io.jenkins.plugins.mlcd.sweep.Pruner;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code median(startupTrials: 5, warmupSteps: 0, interval: 1)}: see {@link MedianPruner}. */
public final class MedianSweepPruner extends SweepPruner {

    private static final long serialVersionUID = 1L;

    private int startupTrials = PercentilePruner.DEFAULT_STARTUP_TRIALS;
    private int warmupSteps;
    private int interval = 1;

    @DataBoundConstructor
    public MedianSweepPruner() {
        // Every setting is optional.
    }

    public int getStartupTrials() {
        return startupTrials;
    }

    @DataBoundSetter
    public void setStartupTrials(int startupTrials) {
        this.startupTrials = startupTrials;
    }

    public int getWarmupSteps() {
        return warmupSteps;
    }

    @DataBoundSetter
    public void setWarmupSteps(int warmupSteps) {
        this.warmupSteps = warmupSteps;
    }

    public int getInterval() {
        return interval;
    }

    @DataBoundSetter
    public void setInterval(int interval) {
        this.interval = interval;
    }

    @Override
    public Pruner pruner() {
        return new MedianPruner(startupTrials, warmupSteps, interval);
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
