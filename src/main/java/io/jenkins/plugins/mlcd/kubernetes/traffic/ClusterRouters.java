package io.jenkins.plugins.mlcd.kubernetes.traffic;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.mlcd.canary.TrafficRouter;
import io.jenkins.plugins.mlcd.kubernetes.ApiCalls;
import java.io.IOException;
import java.util.Map;

/** Makes the routers of a cluster. */
public final class ClusterRouters {

    private ClusterRouters() {}

    /** Labels that tell pods apart, read when they are needed. */
    @FunctionalInterface
    public interface PodLabels {
        Map<String, String> get() throws IOException, InterruptedException;
    }

    /** A router by a VirtualService that leads to two Services. */
    public static TrafficRouter istio(KubernetesClient client, RoutingSettings settings, ApiCalls calls) {
        return new ClusterRouter(client, new IstioKind(settings.backends()), settings, calls);
    }

    /**
     * A router by a VirtualService that leads to two subsets of one Service.
     *
     * @param destinationRule that has the stable subset
     * @param canary the labels that the canary's pods have, and no others behind the Service
     * @throws IllegalArgumentException when the settings name no subsets
     */
    public static TrafficRouter istio(KubernetesClient client, RoutingSettings settings, String destinationRule, PodLabels canary, ApiCalls calls) {
        Backends backends = settings.backends();
        Backends.Subsets subsets = backends.subsets().orElseThrow(() -> new IllegalArgumentException("a destinationRule needs stableSubset and canarySubset"));
        return new CanarySubset(istio(client, settings, calls), client, backends.namespace(), destinationRule, subsets, canary, calls);
    }

    /** A router by an HTTPRoute. */
    public static TrafficRouter gatewayApi(KubernetesClient client, RoutingSettings settings, ApiCalls calls) {
        return new ClusterRouter(client, new GatewayKind(settings.backends()), settings, calls);
    }
}
