package io.jenkins.plugins.mlcd.kubernetes;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What a trial's pod says of the resources that it used, by the keys of the protocol's {@code resources} report. */
public final class PodResources {

    private PodResources() {}

    /**
     * @param container name of the container that trains
     * @return what is known; empty for a pod that was never placed
     */
    public static Map<String, Object> of(Pod pod, String container) {
        Map<String, Object> used = new LinkedHashMap<>();
        put(used, "agent", pod.getSpec().getNodeName());
        put(used, "pod", pod.getMetadata().getName());
        pod.getSpec().getContainers().stream().filter(part -> part.getName().equals(container)).findFirst().ifPresent(part -> limits(used, part));
        status(pod, container).ifPresent(status -> {
            put(used, "image", status.getImage());
            put(used, "image_id", status.getImageID());
            times(used, pod, status.getState());
        });
        return used;
    }

    private static void limits(Map<String, Object> used, Container part) {
        put(used, "image", part.getImage());
        Map<String, Quantity> limits = part.getResources() == null || part.getResources().getLimits() == null
                ? Map.of() : part.getResources().getLimits();
        limits.forEach((name, amount) -> {
            if (name.endsWith("/gpu")) {
                used.put("gpu_count", amount.getNumericalAmount().longValue());
            } else if (name.equals("memory")) {
                used.put("memory_limit_bytes", amount.getNumericalAmount().longValue());
            } else if (name.equals("cpu")) {
                used.put("cpu_limit", amount.getNumericalAmount().doubleValue());
            }
        });
    }

    private static void times(Map<String, Object> used, Pod pod, ContainerState state) {
        if (state == null || state.getTerminated() == null || state.getTerminated().getStartedAt() == null) {
            return;
        }
        Instant started = Instant.parse(state.getTerminated().getStartedAt());
        Optional.ofNullable(pod.getMetadata().getCreationTimestamp())
                .ifPresent(created -> used.put("pending_seconds", Duration.between(Instant.parse(created), started).toSeconds()));
        Optional.ofNullable(state.getTerminated().getFinishedAt())
                .ifPresent(ended -> used.put("wall_seconds", Duration.between(started, Instant.parse(ended)).toSeconds()));
    }

    private static Optional<ContainerStatus> status(Pod pod, String container) {
        return pod.getStatus() == null
                ? Optional.empty()
                : pod.getStatus().getContainerStatuses().stream().filter(status -> status.getName().equals(container)).findFirst();
    }

    private static void put(Map<String, Object> used, String name, String value) {
        if (value != null && !value.isBlank()) {
            used.put(name, value);
        }
    }
}
