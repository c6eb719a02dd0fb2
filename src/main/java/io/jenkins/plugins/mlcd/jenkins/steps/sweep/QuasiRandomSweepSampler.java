package io.jenkins.plugins.mlcd.jenkins.steps.sweep;

import hudson.Extension;
import hudson.model.Descriptor;
import io.jenkins.plugins.mlcd.sweep.QuasiRandomSampler;
import io.jenkins.plugins.mlcd.sweep.Sampler;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code quasiRandom(seed: 7)}: see {@link QuasiRandomSampler}. */
public final class QuasiRandomSweepSampler extends SeededSweepSampler {

    private static final long serialVersionUID = 1L;

    @DataBoundConstructor
    public QuasiRandomSweepSampler() {
        // The seed is optional.
    }

    @Override
    public Sampler sampler() {
        return new QuasiRandomSampler(getSeed());
    }

    @Extension
    @Symbol("quasiRandom")
    public static final class DescriptorImpl extends Descriptor<SweepSampler> {

        @Override
        public String getDisplayName() {
            return "Quasi-random: evenly spread";
        }
    }
}
