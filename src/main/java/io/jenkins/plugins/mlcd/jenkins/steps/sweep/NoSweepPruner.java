package io.jenkins.plugins.mlcd.jenkins.steps.sweep;

import hudson.Extension;
import hudson.model.Descriptor;
import io.jenkins.plugins.mlcd.sweep.NoPruner;
import io.jenkins.plugins.mlcd.sweep.Pruner;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code none()}: every trial runs to its end. */
public final class NoSweepPruner extends SweepPruner {

    private static final long serialVersionUID = 1L;

    @DataBoundConstructor
    public NoSweepPruner() {
        // There is nothing to set.
    }

    @Override
    public Pruner pruner() {
        return new NoPruner();
    }

    /** The default of the step comes first in its form. */
    @Extension(ordinal = 1)
    @Symbol("none")
    public static final class DescriptorImpl extends Descriptor<SweepPruner> {

        @Override
        public String getDisplayName() {
            return "None: every trial runs to its end";
        }
    }
}
