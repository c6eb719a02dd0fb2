package io.jenkins.plugins.mlcd.jenkins.config;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.model.Run;
import hudson.security.ACL;
import io.fabric8.kubernetes.client.Config;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.plaincredentials.FileCredentials;

/** How to reach the cluster of a kubeconfig that is kept as a secret file. */
public final class KubeconfigCredentials {

    private KubeconfigCredentials() {}

    /** @throws AbortException when the build may use no such secret file, or it is no kubeconfig */
    public static Config config(String id, Run<?, ?> run) throws AbortException {
        return read(id, CredentialsProvider.findCredentialById(id, FileCredentials.class, run, List.of()), "this build may use");
    }

    /** @throws AbortException when the controller has no such secret file, or it is no kubeconfig */
    public static Config ofController(String id) throws AbortException {
        FileCredentials file = CredentialsProvider.findCredentialByIdInItemGroup(id, FileCredentials.class, Jenkins.get(), ACL.SYSTEM2, List.of());
        return read(id, file, "the controller has");
    }

    private static Config read(String id, @CheckForNull FileCredentials file, String whose) throws AbortException {
        if (file == null) {
            throw new AbortException("kubeconfigCredentialsId '" + id + "' is no secret file that " + whose);
        }
        try (InputStream content = file.getContent()) {
            return Config.fromKubeconfig(new String(content.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException | RuntimeException e) {
            throw new AbortException("the secret file '" + id + "' is no kubeconfig: " + e.getMessage());
        }
    }
}
