package io.jenkins.plugins.mlcd.jenkins.steps.canary;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.Descriptor;
import io.jenkins.plugins.mlcd.canary.TrafficRouter;
import io.jenkins.plugins.mlcd.jenkins.config.KubernetesTarget;
import io.jenkins.plugins.mlcd.jenkins.config.Target;
import io.jenkins.plugins.mlcd.kubernetes.ApiCalls;
import io.jenkins.plugins.mlcd.kubernetes.traffic.Backends;
import io.jenkins.plugins.mlcd.kubernetes.traffic.ClusterRouters;
import io.jenkins.plugins.mlcd.kubernetes.traffic.RoutingSettings;
import java.util.Optional;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code istio(virtualService: 'digits')}: the weights of a VirtualService, between two Services or two subsets of one. */
public final class IstioRolloutRouter extends RolloutRouter {

    private static final long serialVersionUID = 1L;
    private static final String STABLE = "stable";
    private static final String CANARY = "canary";

    @CheckForNull
    private String virtualService;

    @CheckForNull
    private String route;

    @CheckForNull
    private String destinationRule;

    private String stableSubset = STABLE;
    private String canarySubset = CANARY;

    @DataBoundConstructor
    public IstioRolloutRouter() {
        // Without settings it is the only VirtualService that leads to the target's Service.
    }

    @CheckForNull
    public String getVirtualService() {
        return virtualService;
    }

    @DataBoundSetter
    public void setVirtualService(@CheckForNull String virtualService) {
        this.virtualService = Util.fixEmptyAndTrim(virtualService);
    }

    @CheckForNull
    public String getRoute() {
        return route;
    }

    @DataBoundSetter
    public void setRoute(@CheckForNull String route) {
        this.route = Util.fixEmptyAndTrim(route);
    }

    @CheckForNull
    public String getDestinationRule() {
        return destinationRule;
    }

    @DataBoundSetter
    public void setDestinationRule(@CheckForNull String destinationRule) {
        this.destinationRule = Util.fixEmptyAndTrim(destinationRule);
    }

    public String getStableSubset() {
        return stableSubset;
    }

    @DataBoundSetter
    public void setStableSubset(@CheckForNull String stableSubset) {
        this.stableSubset = Util.fixEmptyAndTrim(stableSubset) == null ? STABLE : stableSubset.strip();
    }

    public String getCanarySubset() {
        return canarySubset;
    }

    @DataBoundSetter
    public void setCanarySubset(@CheckForNull String canarySubset) {
        this.canarySubset = Util.fixEmptyAndTrim(canarySubset) == null ? CANARY : canarySubset.strip();
    }

    @Override
    public TrafficRouter router(Target target) {
        if (!(target instanceof KubernetesTarget cluster)) {
            throw new IllegalArgumentException("router istio(...) shares the traffic of a Kubernetes target only, and '" + target.getName() + "' is none");
        }
        if (cluster.sharesBySubsets() != (destinationRule != null)) {
            throw new IllegalArgumentException("istio: destinationRule belongs to the router of the target '" + target.getName()
                    + "' itself, because the labels of the canary's pods follow from it");
        }
        Optional<Backends.Subsets> subsets =
                Optional.ofNullable(destinationRule).map(rule -> new Backends.Subsets(stableSubset, canarySubset));
        RoutingSettings settings =
                new RoutingSettings(Optional.ofNullable(virtualService), Optional.ofNullable(route), cluster.backends(subsets));
        return destinationRule == null
                ? ClusterRouters.istio(cluster.client(), settings, new ApiCalls())
                : ClusterRouters.istio(cluster.client(), settings, destinationRule, cluster.stable()::canaryLabels, new ApiCalls());
    }

    @Extension
    @Symbol("istio")
    public static final class DescriptorImpl extends Descriptor<RolloutRouter> {

        @Override
        public String getDisplayName() {
            return "Istio VirtualService";
        }
    }
}
