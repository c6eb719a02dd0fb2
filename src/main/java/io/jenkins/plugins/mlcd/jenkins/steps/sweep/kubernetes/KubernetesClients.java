package io.jenkins.plugins.mlcd.jenkins.steps.sweep.kubernetes;

import hudson.AbortException;
import hudson.model.Run;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.jenkins.plugins.mlcd.jenkins.config.CloudClusters;
import io.jenkins.plugins.mlcd.jenkins.config.KubeconfigCredentials;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Makes clients for the cluster that a sweep names: that of a cloud of this Jenkins, that of a kubeconfig file among the
 * credentials, or else the one that this process runs in or its own kubeconfig names.
 */
final class KubernetesClients implements Supplier<KubernetesClient> {

    /** Each trial's log is a request that lasts as long as the trial. */
    private static final int MAX_REQUESTS = 1024;

    private final KubernetesJobTrials trials;
    private final Run<?, ?> run;

    KubernetesClients(KubernetesJobTrials trials, Run<?, ?> run) {
        this.trials = trials;
        this.run = run;
    }

    @Override
    public KubernetesClient get() {
        try {
            Config config = new ConfigBuilder(config())
                    .withMaxConcurrentRequests(MAX_REQUESTS)
                    .withMaxConcurrentRequestsPerHost(MAX_REQUESTS)
                    .build();
            return new KubernetesClientBuilder().withConfig(config).build();
        } catch (AbortException e) {
            throw new KubernetesClientException(e.getMessage(), e);
        }
    }

    /** The namespace of the Jobs: as written, or else the cloud's or the configuration's. */
    String namespace() throws AbortException {
        String own = trials.getNamespace();
        return own != null ? own : Optional.ofNullable(config().getNamespace()).orElse("default");
    }

    private Config config() throws AbortException {
        try {
            if (trials.getCloud() != null) {
                return CloudClusters.config(trials.getCloud());
            }
            return trials.getKubeconfigCredentialsId() != null
                    ? KubeconfigCredentials.config(trials.getKubeconfigCredentialsId(), run)
                    : Config.autoConfigure(null);
        } catch (AbortException e) {
            throw new AbortException("mlSweepJobs: kubernetesJob: " + e.getMessage());
        }
    }
}
