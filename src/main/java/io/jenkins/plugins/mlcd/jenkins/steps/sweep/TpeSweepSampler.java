package io.jenkins.plugins.mlcd.jenkins.steps.sweep;

import hudson.Extension;
import hudson.model.Descriptor;
import io.jenkins.plugins.mlcd.sweep.Sampler;
import io.jenkins.plugins.mlcd.sweep.TpeSampler;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code tpe(seed: 7, startupTrials: 16)}: see {@link TpeSampler}. */
public final class TpeSweepSampler extends SeededSweepSampler {

    private static final long serialVersionUID = 1L;

    private int startupTrials = TpeSampler.DEFAULT_STARTUP_TRIALS;

    @DataBoundConstructor
    public TpeSweepSampler() {
        // Everything is optional.
    }

    public int getStartupTrials() {
        return startupTrials;
    }

    @DataBoundSetter
    public void setStartupTrials(int startupTrials) {
        this.startupTrials = startupTrials;
    }

    @Override
    public Sampler sampler() {
        return new TpeSampler(getSeed(), startupTrials);
    }

    @Extension
    @Symbol("tpe")
    public static final class DescriptorImpl extends Descriptor<SweepSampler> {

        @Override
        public String getDisplayName() {
            return "TPE: where good trials are dense";
        }
    }
}
