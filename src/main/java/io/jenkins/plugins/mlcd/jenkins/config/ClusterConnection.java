package io.jenkins.plugins.mlcd.jenkins.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.jenkins.plugins.mlcd.kubernetes.ClientLoader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How a target's cluster is reached: as a cloud of this Jenkins does, by a kubeconfig among the controller's credentials, or, with neither, as
 * this process is configured itself, by its service account in a pod.
 *
 * @param cloud name of a Kubernetes cloud
 * @param kubeconfigCredentialsId of a secret file
 */
record ClusterConnection(@CheckForNull String cloud, @CheckForNull String kubeconfigCredentialsId) {

    private static final String USER_AGENT = "mlcd/1";

    /** A call is repeated by who makes it, who knows whether that is right. */
    private static final int NO_RETRIES = 0;

    private static final Map<ClusterConnection, Connected> CLIENTS = new ConcurrentHashMap<>();

    /** A client, and what it was made from: when a credential changes, another one is made. */
    private record Connected(List<Object> from, KubernetesClient client) {}

    /** @throws IllegalArgumentException when both are given */
    ClusterConnection {
        if (cloud != null && kubeconfigCredentialsId != null) {
            throw new IllegalArgumentException("cloud and kubeconfigCredentialsId are both given; one says where the cluster is");
        }
    }

    /** The client, shared by all who reach the cluster so. */
    KubernetesClient client() {
        Config config = config();
        List<Object> from = List.of(
                config.getMasterUrl(), text(config.getOauthToken()), text(config.getAutoOAuthToken()), text(config.getUsername()), text(config.getPassword()),
                text(config.getCaCertData()), text(config.getCaCertFile()), text(config.getClientCertData()), text(config.getClientCertFile()), config.isTrustCerts());
        return CLIENTS.compute(this, (key, known) -> known != null && known.from.equals(from) ? known : new Connected(from, open(config))).client;
    }

    private static KubernetesClient open(Config config) {
        Config named = new ConfigBuilder(config).withUserAgent(USER_AGENT).withRequestRetryBackoffLimit(NO_RETRIES).build();
        return ClientLoader.within(() -> new KubernetesClientBuilder().withConfig(named).build());
    }

    /** The namespace that the connection itself names. */
    String namespace() {
        return Optional.ofNullable(config().getNamespace()).orElse("default");
    }

    /** @throws IllegalArgumentException when there is no such cloud or secret file, or it cannot be used */
    private Config config() {
        try {
            if (cloud != null) {
                return CloudClusters.config(cloud);
            }
            return kubeconfigCredentialsId != null
                    ? KubeconfigCredentials.ofController(kubeconfigCredentialsId)
                    : ClientLoader.within(() -> Config.autoConfigure(null));
        } catch (AbortException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static String text(@CheckForNull String value) {
        return value == null ? "" : value;
    }
}
