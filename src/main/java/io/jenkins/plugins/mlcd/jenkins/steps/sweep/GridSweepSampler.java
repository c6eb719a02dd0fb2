package io.jenkins.plugins.mlcd.jenkins.steps.sweep;

import hudson.Extension;
import hudson.model.Descriptor;
import io.jenkins.plugins.mlcd.sweep.GridSampler;
import io.jenkins.plugins.mlcd.sweep.Sampler;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code grid(seed: 7)}: see {@link GridSampler}. */
public final class GridSweepSampler extends SweepSampler {

    private static final long serialVersionUID = 1L;

    private long seed;

    @DataBoundConstructor
    public GridSweepSampler() {
        // The seed is optional.
    }

    public long getSeed() {
        return seed;
    }

    @DataBoundSetter
    public void setSeed(long seed) {
        this.seed = seed;
    }

    @Override
    public Sampler sampler() {
        return new GridSampler(seed);
    }

    @Extension
    @Symbol("grid")
    public static final class DescriptorImpl extends Descriptor<SweepSampler> {

        @Override
        public String getDisplayName() {
            return "Grid: every permutation";
        }
    }
}
