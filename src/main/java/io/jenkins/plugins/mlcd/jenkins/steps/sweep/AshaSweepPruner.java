package io.jenkins.plugins.mlcd.jenkins.steps.sweep;

import hudson.Extension;
import hudson.model.Descriptor;
import io.jenkins.plugins.mlcd.sweep.AshaPruner;
import io.jenkins.plugins.mlcd.sweep.Pruner;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code asha(minResource: 2, reductionFactor: 4, maxResource: 27, startupTrials: 6)}: see {@link AshaPruner}. */
public final class AshaSweepPruner extends RungSweepPruner {

    private static final long serialVersionUID = 1L;

    private int startupTrials = AshaPruner.DEFAULT_STARTUP_TRIALS;

    @DataBoundConstructor
    public AshaSweepPruner() {
        // Every setting is optional.
    }

    public int getStartupTrials() {
        return startupTrials;
    }

    @DataBoundSetter
    public void setStartupTrials(int startupTrials) {
        this.startupTrials = startupTrials;
    }

    @Override
    public Pruner pruner() {
        return new AshaPruner(getMinResource(), getReductionFactor(), max(), startupTrials);
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
