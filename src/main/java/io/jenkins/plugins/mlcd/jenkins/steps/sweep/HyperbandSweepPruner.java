package io.jenkins.plugins.mlcd.jenkins.steps.sweep;

import hudson.Extension;
import hudson.model.Descriptor;
import io.jenkins.plugins.mlcd.sweep.HyperbandPruner;
import io.jenkins.plugins.mlcd.sweep.Pruner;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code hyperband(minResource: 2, reductionFactor: 4, maxResource: 27)}: see {@link HyperbandPruner}. */
public final class HyperbandSweepPruner extends RungSweepPruner {

    private static final long serialVersionUID = 1L;

    @DataBoundConstructor
    public HyperbandSweepPruner() {
        // Every setting is optional.
    }

    @Override
    public Pruner pruner() {
        return new HyperbandPruner(getMinResource(), getReductionFactor(), max());
    }

    @Extension
    @Symbol("hyperband")
    public static final class DescriptorImpl extends Descriptor<SweepPruner> {

        @Override
        public String getDisplayName() {
            return "Hyperband: successive halving with later and later rungs";
        }
    }
}
