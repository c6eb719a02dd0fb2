package io.jenkins.plugins.mlcd.jenkins.steps.canary;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.Descriptor;
import io.jenkins.plugins.mlcd.canary.TrafficRouter;
import io.jenkins.plugins.mlcd.jenkins.config.KubernetesTarget;
import io.jenkins.plugins.mlcd.jenkins.config.Target;
import io.jenkins.plugins.mlcd.kubernetes.ApiCalls;
import io.jenkins.plugins.mlcd.kubernetes.traffic.ClusterRouters;
import io.jenkins.plugins.mlcd.kubernetes.traffic.RoutingSettings;
import java.util.Optional;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code gatewayApi(httpRoute: 'digits')}: the weights of an HTTPRoute of the Gateway API, between two Services. */
public final class GatewayApiRolloutRouter extends RolloutRouter {

    private static final long serialVersionUID = 1L;

    @CheckForNull
    private String httpRoute;

    @CheckForNull
    private String rule;

    @DataBoundConstructor
    public GatewayApiRolloutRouter() {
        // Without settings it is the only HTTPRoute that leads to the target's Service.
    }

    @CheckForNull
    public String getHttpRoute() {
        return httpRoute;
    }

    @DataBoundSetter
    public void setHttpRoute(@CheckForNull String httpRoute) {
        this.httpRoute = Util.fixEmptyAndTrim(httpRoute);
    }

    @CheckForNull
    public String getRule() {
        return rule;
    }

    @DataBoundSetter
    public void setRule(@CheckForNull String rule) {
        this.rule = Util.fixEmptyAndTrim(rule);
    }

    @Override
    public TrafficRouter router(Target target) {
        if (!(target instanceof KubernetesTarget cluster)) {
            throw new IllegalArgumentException("router gatewayApi(...) shares the traffic of a Kubernetes target only, and '" + target.getName() + "' is none");
        }
        if (cluster.sharesBySubsets()) {
            throw new IllegalArgumentException("gatewayApi: the target '" + target.getName() + "' tells its versions apart by subsets of Istio, which an HTTPRoute knows nothing of");
        }
        return ClusterRouters.gatewayApi(
                cluster.client(), new RoutingSettings(Optional.ofNullable(httpRoute), Optional.ofNullable(rule), cluster.backends(Optional.empty())), new ApiCalls());
    }

    @Extension
    @Symbol("gatewayApi")
    public static final class DescriptorImpl extends Descriptor<RolloutRouter> {

        @Override
        public String getDisplayName() {
            return "Gateway API HTTPRoute";
        }
    }
}
