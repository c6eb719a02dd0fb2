package io.jenkins.plugins.mlcd.jenkins.steps.sweep;

import hudson.Extension;
import hudson.model.Descriptor;
import io.jenkins.plugins.mlcd.sweep.GridSampler;
import io.jenkins.plugins.mlcd.sweep.Sampler;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code grid(seed: 7)}: see {@link GridSampler}. */
public final class GridSweepSampler extends SeededSweepSampler {

    private static final long serialVersionUID = 1L;

    @DataBoundConstructor
    public GridSweepSampler() {
        // The seed is optional.
    }

    @Override
    public Sampler sampler() {
        return new GridSampler(getSeed());
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
