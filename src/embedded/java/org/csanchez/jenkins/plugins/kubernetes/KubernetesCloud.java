package org.csanchez.jenkins.plugins.kubernetes;

import hudson.slaves.Cloud;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import org.jenkinsci.plugins.kubernetes.auth.KubernetesAuthException;

/** A cluster that a Jenkins gets agents from; an embedded Jenkins has none. */
public class KubernetesCloud extends Cloud {

    KubernetesCloud(String name) {
        super(name);
    }

    public String getNamespace() {
        return null;
    }

    public KubernetesClient connect() throws KubernetesAuthException, IOException {
        return new KubernetesClientBuilder().build();
    }
}
