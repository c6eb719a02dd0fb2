package io.jenkins.plugins.mlcd.kubernetes.pods;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.readiness.Readiness;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The pods that serve users now.
 *
 * @param what whose pods they are, for messages
 * @param model the version that they serve
 * @param labels by which they are found
 * @param port on which they serve, by number or name; empty for the first that a container names
 */
public record ModelPods(String what, String model, Map<String, String> labels, Optional<IntOrString> port) {

    /** Whoever says which pods they are. */
    @FunctionalInterface
    public interface Finder {
        ModelPods find() throws IOException, InterruptedException;
    }

    public ModelPods {
        labels = Map.copyOf(labels);
    }

    /** Those of {@code all} that serve: one that starts or goes has no traffic of its own to tell of yet, or no more. */
    static List<Pod> serving(List<Pod> all) {
        return all.stream().filter(pod -> pod.getMetadata().getDeletionTimestamp() == null && Readiness.getInstance().isReady(pod)).toList();
    }

    /** The number of the port of one of them; empty when the pod names none such. */
    Optional<Integer> port(Pod pod) {
        if (port.isPresent() && port.get().getIntVal() != null) {
            return Optional.of(port.get().getIntVal());
        }
        Stream<ContainerPort> ports = pod.getSpec().getContainers().stream().map(Container::getPorts).flatMap(List::stream);
        return ports.filter(one -> port.isEmpty() || port.get().getStrVal().equals(one.getName())).findFirst().map(ContainerPort::getContainerPort);
    }
}
