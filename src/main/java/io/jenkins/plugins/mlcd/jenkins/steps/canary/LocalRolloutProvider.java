package io.jenkins.plugins.mlcd.jenkins.steps.canary;

import hudson.Extension;
import hudson.model.Descriptor;
import io.jenkins.plugins.mlcd.canary.MetricProvider;
import io.jenkins.plugins.mlcd.canary.local.LocalMetricProvider;
import io.jenkins.plugins.mlcd.jenkins.config.LocalTarget;
import io.jenkins.plugins.mlcd.jenkins.config.Target;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code local()}: see {@link LocalMetricProvider}. */
public final class LocalRolloutProvider extends RolloutProvider {

    private static final long serialVersionUID = 1L;

    @DataBoundConstructor
    public LocalRolloutProvider() {
        // It has no settings: the target says where it is.
    }

    @Override
    public MetricProvider provider(Target target) {
        if (target instanceof LocalTarget local) {
            return new LocalMetricProvider(local.client());
        }
        throw new IllegalArgumentException("provider local() has figures of a local target only, and '" + target.getName() + "' is none");
    }

    @Extension
    @Symbol("local")
    public static final class DescriptorImpl extends Descriptor<RolloutProvider> {

        @Override
        public String getDisplayName() {
            return "Figures of a local target";
        }
    }
}
