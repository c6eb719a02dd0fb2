package io.jenkins.plugins.mlcd.jenkins.steps.sweep;

import org.kohsuke.stapler.DataBoundSetter;

/** What all samplers have in common: a seed, 0 unless it is given. */
public abstract class SeededSweepSampler extends SweepSampler {

    private static final long serialVersionUID = 1L;

    private long seed;

    public long getSeed() {
        return seed;
    }

    @DataBoundSetter
    public void setSeed(long seed) {
        this.seed = seed;
    }
}
