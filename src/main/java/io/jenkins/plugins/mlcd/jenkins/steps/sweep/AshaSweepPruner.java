package io.jenkins.plugins.mlcd.jenkins.steps.sweep;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.model.Descriptor;
import io.jenkins.plugins.mlcd.sweep.AshaPruner;
import io.jenkins.plugins.mlcd.sweep.Pruner;
import java.util.OptionalInt;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code asha(minResource: 2, reductionFactor: 4, maxResource: 27, startupTrials: 6)}: see {@link AshaPruner}. */
public final class AshaSweepPruner extends SweepPruner {

    private static final long serialVersionUID = 1L;

    private int minResource = AshaPruner.DEFAULT_MIN_RESOURCE;
    private int reductionFactor = AshaPruner.DEFAULT_REDUCTION_FACTOR;
    private int startupTrials = AshaPruner.DEFAULT_STARTUP_TRIALS;

    @CheckForNull
    private Integer maxResource;

    @DataBoundConstructor
    public AshaSweepPruner() {
        // Every setting is optional.
    }

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

    public int getStartupTrials() {
        return startupTrials;
    }

    @DataBoundSetter
    public void setStartupTrials(int startupTrials) {
        this.startupTrials = startupTrials;
    }

    @CheckForNull
    public Integer getMaxResource() {
        return maxResource;
    }

    @DataBoundSetter
    public void setMaxResource(@CheckForNull Integer maxResource) {
        this.maxResource = maxResource;
    }

    @Override
    public Pruner pruner() {
        return new AshaPruner(minResource, reductionFactor,
                maxResource == null ? OptionalInt.empty() : OptionalInt.of(maxResource), startupTrials);
    }

    @Extension
    @Symbol("asha")
    public static final class DescriptorImpl extends Descriptor<SweepPruner> {

        @Override
        public String getDisplayName() {
            return "Asynchronous successive halving";
        }
    }
}
