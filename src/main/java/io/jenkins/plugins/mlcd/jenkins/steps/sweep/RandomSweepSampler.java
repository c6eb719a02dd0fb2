package io.jenkins.plugins.mlcd.jenkins.steps.sweep;

import hudson.Extension;
import hudson.model.Descriptor;
import io.jenkins.plugins.mlcd.sweep.RandomSampler;
import io.jenkins.plugins.mlcd.sweep.Sampler;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code random(seed: 7)}: see {@link RandomSampler}. */
public final class RandomSweepSampler extends SweepSampler {

    private static final long serialVersionUID = 1L;

    private long seed;

    @DataBoundConstructor
    public RandomSweepSampler() {
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
        return new RandomSampler(seed);
    }

    @Extension
    @Symbol("random")
    public static final class DescriptorImpl extends Descriptor<SweepSampler> {

        @Override
        public String getDisplayName() {
            return "Random search";
        }
    }
}
