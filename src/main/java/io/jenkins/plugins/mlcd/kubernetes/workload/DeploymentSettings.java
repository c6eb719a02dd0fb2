package io.jenkins.plugins.mlcd.kubernetes.workload;

import java.time.Duration;
import java.util.OptionalInt;

/**
 * A model's servers in a cluster.
 *
 * @param namespace of all objects
 * @param deployment name of the stable version's
 * @param service name of the one that users reach
 * @param subset whether both versions are behind that Service
 * @param change what makes it serve another version
 * @param canaryReplicas of the canary; empty for as many as the stable version has
 * @param readyTimeout how long a version may take to become ready, above 0
 */
public record DeploymentSettings(
        String namespace, String deployment, String service, boolean subset, ModelChange change, OptionalInt canaryReplicas, Duration readyTimeout) {

    /** @throws IllegalArgumentException naming the value and its rule */
    public DeploymentSettings {
        if (canaryReplicas.isPresent() && canaryReplicas.getAsInt() < 1) {
            throw new IllegalArgumentException("canaryReplicas must be at least 1, but is " + canaryReplicas.getAsInt());
        }
        if (readyTimeout.isNegative() || readyTimeout.isZero()) {
            throw new IllegalArgumentException("readyTimeout must be more than 0");
        }
    }
}
