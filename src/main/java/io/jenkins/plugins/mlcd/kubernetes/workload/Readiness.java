package io.jenkins.plugins.mlcd.kubernetes.workload;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentCondition;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatus;
import io.jenkins.plugins.mlcd.kubernetes.Containers;
import io.jenkins.plugins.mlcd.kubernetes.TrialVerdict;
import java.util.List;
import java.util.Optional;

/**
 * How far a Deployment is, by its status and its pods alone (kubernetes.io, "Deployments" and "Pod Lifecycle").
 *
 * @param state what it means
 * @param words why it is not ready, with the scheduler's, kubelet's or controller's own reason
 */
record Readiness(State state, String words) {

    /** What is to be done about it. */
    enum State {
        READY,
        /** It may become ready. */
        WAITING,
        /** An image cannot be pulled; the node tries again. */
        IMAGE_ERROR,
        /** It will not become ready. */
        FAILED
    }

    /**
     * Judges a Deployment.
     *
     * @param model version that it is to serve
     * @param pods all that it selects; those of another version say nothing about this one
     */
    static Readiness of(Deployment deployment, String model, List<Pod> pods) {
        if (done(deployment)) {
            return new Readiness(State.READY, "");
        }
        Readiness worst = pods.stream()
                .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null && model.equals(annotation(pod)))
                .map(Readiness::of)
                .filter(pod -> pod.state != State.READY)
                .max((one, other) -> one.state.compareTo(other.state))
                .or(() -> condition(deployment, "ReplicaFailure", "True").map(failure -> new Readiness(State.WAITING, "no pod is made: " + failure.getMessage())))
                .orElse(new Readiness(State.WAITING, "its pods are being made"));
        boolean stuck = condition(deployment, "Progressing", "False").filter(condition -> "ProgressDeadlineExceeded".equals(condition.getReason())).isPresent();
        return stuck ? new Readiness(State.FAILED, worst.words + " (the Deployment's progressDeadlineSeconds are over)") : worst;
    }

    private static boolean done(Deployment deployment) {
        DeploymentStatus status = deployment.getStatus();
        int wanted = Optional.ofNullable(deployment.getSpec().getReplicas()).orElse(1);
        return status != null && status.getObservedGeneration() != null
                && status.getObservedGeneration() >= Optional.ofNullable(deployment.getMetadata().getGeneration()).orElse(0L)
                && count(status.getReplicas()) == wanted && count(status.getUpdatedReplicas()) == wanted && count(status.getAvailableReplicas()) == wanted;
    }

    private static int count(Integer number) {
        return number == null ? 0 : number;
    }

    private static Readiness of(Pod pod) {
        PodStatus status = pod.getStatus() == null ? new PodStatus() : pod.getStatus();
        Optional<PodCondition> unplaced = status.getConditions().stream()
                .filter(condition -> condition.getType().equals("PodScheduled") && condition.getStatus().equals("False")).findFirst();
        if (unplaced.isPresent()) {
            return new Readiness(State.WAITING, unplaced.get().getReason() + ": " + unplaced.get().getMessage());
        }
        TrialVerdict containers = Containers.alive(status, "Running".equals(status.getPhase()));
        return switch (containers.phase()) {
            case FAILED -> new Readiness(State.FAILED, containers.words());
            case IMAGE_ERROR -> new Readiness(State.IMAGE_ERROR, containers.words());
            case RUNNING -> unready(status);
            default -> new Readiness(State.WAITING, containers.words());
        };
    }

    private static Readiness unready(PodStatus status) {
        return status.getContainerStatuses().stream()
                .filter(container -> !Boolean.TRUE.equals(container.getReady()))
                .findFirst()
                .map(container -> new Readiness(State.WAITING, "container '" + container.getName() + "' runs, but its readiness probe does not pass" + restarts(container)))
                .orElse(new Readiness(State.READY, ""));
    }

    private static String restarts(ContainerStatus container) {
        int restarts = count(container.getRestartCount());
        return restarts == 0 ? "" : ", and it was restarted " + restarts + " times";
    }

    private static Optional<DeploymentCondition> condition(Deployment deployment, String type, String status) {
        return deployment.getStatus() == null
                ? Optional.empty()
                : deployment.getStatus().getConditions().stream().filter(found -> found.getType().equals(type) && found.getStatus().equals(status)).findFirst();
    }

    private static String annotation(Pod pod) {
        return pod.getMetadata().getAnnotations() == null ? "" : pod.getMetadata().getAnnotations().get(ModelChange.MODEL);
    }
}
