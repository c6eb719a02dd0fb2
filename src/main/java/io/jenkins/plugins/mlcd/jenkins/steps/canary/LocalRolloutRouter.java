package io.jenkins.plugins.mlcd.jenkins.steps.canary;

import hudson.Extension;
import hudson.model.Descriptor;
import io.jenkins.plugins.mlcd.canary.TrafficRouter;
import io.jenkins.plugins.mlcd.canary.local.LocalTrafficRouter;
import io.jenkins.plugins.mlcd.jenkins.config.LocalTarget;
import io.jenkins.plugins.mlcd.jenkins.config.Target;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code local()}: see {@link LocalTrafficRouter}. */
public final class LocalRolloutRouter extends RolloutRouter {

    private static final long serialVersionUID = 1L;

    @DataBoundConstructor
    public LocalRolloutRouter() {
        // It has no settings: the target says where it is.
    }

    @Override
    public TrafficRouter router(Target target) {
        if (target instanceof LocalTarget local) {
            return new LocalTrafficRouter(local.client());
        }
        throw new IllegalArgumentException("router local() shares the traffic of a local target only, and '" + target.getName() + "' is none");
    }

    @Extension
    @Symbol("local")
    public static final class DescriptorImpl extends Descriptor<RolloutRouter> {

        @Override
        public String getDisplayName() {
            return "Reverse proxy of a local target";
        }
    }
}
