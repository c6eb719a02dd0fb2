package io.jenkins.plugins.mlcd.jenkins.steps.sweep;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import hudson.AbortException;
import hudson.model.Run;
import io.fabric8.kubernetes.client.Config;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jenkinsci.plugins.plaincredentials.FileCredentials;

/** How to reach the cluster of a kubeconfig that is kept as a secret file. */
final class KubeconfigCredentials {

    private KubeconfigCredentials() {}

    /** @throws AbortException when the build may use no such secret file, or it is no kubeconfig */
    static Config config(String id, Run<?, ?> run) throws AbortException {
        FileCredentials file = CredentialsProvider.findCredentialById(id, FileCredentials.class, run, List.of());
        if (file == null) {
            throw new AbortException("mlSweepJobs: kubernetesJob: kubeconfigCredentialsId '" + id + "' is no secret file that this build may use");
        }
        try (InputStream content = file.getContent()) {
            return Config.fromKubeconfig(new String(content.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException | RuntimeException e) {
            throw new AbortException("mlSweepJobs: kubernetesJob: the secret file '" + id + "' is no kubeconfig: " + e.getMessage());
        }
    }
}
