package io.jenkins.plugins.mlcd.kubernetes.traffic;

import java.util.Optional;
import java.util.Set;

/**
 * What tells the two versions apart.
 *
 * @param namespace of the Services
 * @param stable name of the Service that users reach
 * @param canary name of the canary's own Service
 * @param subsets of a DestinationRule, when both versions are behind the Service that users reach
 */
public record Backends(String namespace, String stable, String canary, Optional<Subsets> subsets) {

    /**
     * Names of subsets.
     *
     * @param stable which the DestinationRule has
     * @param canary which it has, or gets for the time of a rollout
     */
    public record Subsets(String stable, String canary) {

        /** @throws IllegalArgumentException when they are the same */
        public Subsets {
            if (stable.equals(canary)) {
                throw new IllegalArgumentException("stableSubset and canarySubset must differ, but are both '" + stable + "'");
            }
        }
    }

    /** Whether {@code host} is the Service {@code service} by one of the names that DNS in the cluster has for it. */
    boolean isHost(String service, String host) {
        String base = service + "." + namespace;
        return Set.of(service, base, base + ".svc", base + ".svc.cluster.local").contains(host);
    }
}
