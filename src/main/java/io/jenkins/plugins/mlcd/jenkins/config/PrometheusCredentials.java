package io.jenkins.plugins.mlcd.jenkins.config;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.common.UsernamePasswordCredentials;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Run;
import hudson.security.ACL;
import io.jenkins.plugins.mlcd.prometheus.PrometheusServer;
import java.util.List;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;

/** The header {@code Authorization} that credentials stand for: a user with a password, or a secret text that is a bearer token. */
public final class PrometheusCredentials {

    private PrometheusCredentials() {}

    /** @throws IllegalArgumentException when the controller has no such credentials */
    public static String ofController(String id) {
        return header(id, CredentialsProvider.findCredentialByIdInItemGroup(id, StandardCredentials.class, Jenkins.get(), ACL.SYSTEM2, List.of()),
                "the controller has");
    }

    /** @throws IllegalArgumentException when the build may use no such credentials */
    public static String of(String id, Run<?, ?> run) {
        return header(id, CredentialsProvider.findCredentialById(id, StandardCredentials.class, run, List.of()), "this build may use");
    }

    private static String header(String id, @CheckForNull StandardCredentials found, String whose) {
        if (found instanceof StringCredentials text) {
            return PrometheusServer.bearer(text.getSecret().getPlainText());
        }
        if (found instanceof UsernamePasswordCredentials user) {
            return PrometheusServer.basic(user.getUsername(), user.getPassword().getPlainText());
        }
        throw new IllegalArgumentException("credentialsId '" + id + "' is no secret text and no user with a password that " + whose);
    }
}
