package io.jenkins.plugins.mlcd.jenkins.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.slaves.Cloud;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import java.io.IOException;
import jenkins.model.Jenkins;
import org.csanchez.jenkins.plugins.kubernetes.KubernetesCloud;
import org.jenkinsci.plugins.kubernetes.auth.KubernetesAuthException;

/**
 * How to reach the cluster of one of this Jenkins' clouds. The Kubernetes plugin need not be installed, so nothing but this class
 * may name its types.
 */
public final class CloudClusters {

    private CloudClusters() {}

    /** @throws AbortException when there is no such Kubernetes cloud, or its credentials cannot be used */
    public static Config config(String name) throws AbortException {
        try {
            return of(Jenkins.get().getCloud(name), name);
        } catch (NoClassDefFoundError e) {
            throw new AbortException("cloud '" + name + "' needs the Kubernetes plugin, which is not installed");
        }
    }

    private static Config of(@CheckForNull Cloud cloud, String name) throws AbortException {
        if (!(cloud instanceof KubernetesCloud cluster)) {
            throw new AbortException("cloud '" + name + "' is no Kubernetes cloud of this Jenkins");
        }
        try {
            // The cloud's own client is shared with its agents; only what it was made from is taken.
            ConfigBuilder config = new ConfigBuilder(cluster.connect().getConfiguration());
            return cluster.getNamespace() == null ? config.build() : config.withNamespace(cluster.getNamespace()).build();
        } catch (KubernetesAuthException | IOException e) {
            throw new AbortException("cloud '" + name + "' cannot be connected: " + e.getMessage());
        }
    }
}
