package io.jenkins.plugins.mlcd.kubernetes.pods;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.util.Map;

/** Pods as a cluster has them, for tests. */
public final class ServingPods {

    private ServingPods() {}

    public static Pod ready(String name, Map<String, String> labels, int port) {
        return pod(name, labels, port, "True");
    }

    static Pod starting(String name, Map<String, String> labels, int port) {
        return pod(name, labels, port, "False");
    }

    private static Pod pod(String name, Map<String, String> labels, int port, String ready) {
        return new PodBuilder()
                .withNewMetadata().withName(name).withNamespace("ml").withLabels(labels).endMetadata()
                .withNewSpec().addNewContainer().withName("server").addNewPort().withName("http").withContainerPort(port).endPort().endContainer().endSpec()
                .withNewStatus().withPhase("Running").addNewCondition().withType("Ready").withStatus(ready).endCondition().endStatus()
                .build();
    }
}
