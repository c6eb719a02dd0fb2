package io.jenkins.plugins.mlcd.jenkins.steps.sweep;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.mlcd.sweep.AshaPruner;
import java.util.OptionalInt;
import org.kohsuke.stapler.DataBoundSetter;

/** What pruners that go by rungs have in common: where the first rung is, how far one is from the next, and where they end. */
public abstract class RungSweepPruner extends SweepPruner {

    private static final long serialVersionUID = 1L;

    private int minResource = AshaPruner.DEFAULT_MIN_RESOURCE;
    private int reductionFactor = AshaPruner.DEFAULT_REDUCTION_FACTOR;

    @CheckForNull
    private Integer maxResource;

    public int getMinResource() {
        return minResource;
    }

    @DataBoundSetter
    public void setMinResource(int minResource) {
        this.minResource = minResource;
    }

    public int getReductionFactor() {
        return reductionFactor;
    }

    @DataBoundSetter
    public void setReductionFactor(int reductionFactor) {
        this.reductionFactor = reductionFactor;
    }

    @CheckForNull
    public Integer getMaxResource() {
        return maxResource;
    }

    @DataBoundSetter
    public void setMaxResource(@CheckForNull Integer maxResource) {
        this.maxResource = maxResource;
    }

    /** The last step of a full trial; empty when it is not given. */
    protected OptionalInt max() {
        return maxResource == null ? OptionalInt.empty() : OptionalInt.of(maxResource);
    }
}
