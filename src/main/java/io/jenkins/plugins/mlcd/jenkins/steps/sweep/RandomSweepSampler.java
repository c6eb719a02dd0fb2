package io.jenkins.plugins.mlcd.jenkins.steps.sweep;

import hudson.Extension;
import hudson.model.Descriptor;
import io.jenkins.plugins.mlcd.sweep.RandomSampler;
import io.jenkins.plugins.mlcd.sweep.Sampler;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code random(seed: 7)}: see {@link RandomSampler}. */
public final class RandomSweepSampler extends SeededSweepSampler {

    private static final long serialVersionUID = 1L;

    @DataBoundConstructor
    public RandomSweepSampler() {
        // The seed is optional.
    }

    @Override
    public Sampler sampler() {
        return new RandomSampler(getSeed());
    }

    /** The default of the step comes first in its form. */
    @Extension(ordinal = 1)
    @Symbol("random")
    public static final class DescriptorImpl extends Descriptor<SweepSampler> {

        @Override
        public String getDisplayName() {
            return "Random search";
        }
    }
}
