package io.jenkins.plugins.mlcd.jenkins.steps.sweep;

import io.jenkins.plugins.mlcd.sweep.PercentilePruner;
import org.kohsuke.stapler.DataBoundSetter;

/** What pruners have in common that compare a trial with complete ones at the same step: from when on, and how often. */
public abstract class StepSweepPruner extends SweepPruner {

    private static final long serialVersionUID = 1L;

    private int startupTrials = PercentilePruner.DEFAULT_STARTUP_TRIALS;
    private int warmupSteps;
    private int interval = 1;

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
}
