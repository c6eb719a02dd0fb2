package io.jenkins.plugins.mlcd.kubernetes;

import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodConditionBuilder;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentConditionBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Plays Deployment controller, scheduler, kubelet and garbage collector on a {@link FakeCluster}: a pod of a template is pending at the first
 * tick, starting at the second, and at the third what its model's fate is; pods of former templates go when the new ones are ready.
 */
public final class FakeDeployments implements AutoCloseable {

    private static final String NAMESPACE = "ml";
    private static final String MODEL = "mlcd.jenkins.io/model";
    private static final String TEMPLATE = "test/template";
    private static final String AGE = "test/age";

    /** What becomes of the pods of a model version. */
    public enum Fate {
        READY,
        CRASHES,
        NO_IMAGE,
        NO_ROOM,
        PROBE_FAILS,
        QUOTA
    }

    private final KubernetesClient client;
    private final Map<String, Fate> fates = new ConcurrentHashMap<>();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();

    public FakeDeployments(FakeCluster cluster) {
        this.client = cluster.client();
    }

    /** Ticks every so many milliseconds, until it is closed. */
    public FakeDeployments every(int millis) {
        thread.scheduleWithFixedDelay(this::tick, 0, millis, TimeUnit.MILLISECONDS);
        return this;
    }

    public void fate(String model, Fate fate) {
        fates.put(model, fate);
    }

    public KubernetesClient client() {
        return client;
    }

    public List<Deployment> deployments() {
        return client.apps().deployments().inNamespace(NAMESPACE).list().getItems();
    }

    public List<Pod> pods() {
        return client.pods().inNamespace(NAMESPACE).list().getItems();
    }

    /** One step of all controllers. */
    public void tick() {
        try {
            List<Deployment> all = deployments();
            all.forEach(this::reconcile);
            for (Pod pod : pods()) {
                String owner = pod.getMetadata().getOwnerReferences().get(0).getUid();
                if (all.stream().noneMatch(deployment -> deployment.getMetadata().getUid().equals(owner))) {
                    delete(pod);
                }
            }
        } catch (KubernetesClientException e) {
            // A conflict with the test, or its end; the next tick sees what is there then.
        }
    }

    private void reconcile(Deployment deployment) {
        String template = Integer.toHexString(deployment.getSpec().getTemplate().toString().hashCode());
        Map<String, String> annotations = deployment.getSpec().getTemplate().getMetadata().getAnnotations();
        Fate fate = fates.getOrDefault(annotations == null ? "" : annotations.getOrDefault(MODEL, ""), Fate.READY);
        int wanted = deployment.getSpec().getReplicas() == null ? 1 : deployment.getSpec().getReplicas();
        List<Pod> own = pods().stream()
                .filter(pod -> pod.getMetadata().getOwnerReferences().get(0).getUid().equals(deployment.getMetadata().getUid())).toList();
        List<Pod> current = own.stream().filter(pod -> template.equals(pod.getMetadata().getAnnotations().get(TEMPLATE))).toList();
        for (int i = current.size(); i < wanted && fate != Fate.QUOTA; i++) {
            create(deployment, template, i);
        }
        current.forEach(pod -> age(pod, fate));
        int ready = (int) current.stream().filter(FakeDeployments::ready).count();
        if (ready >= wanted) {
            own.stream().filter(pod -> !current.contains(pod)).forEach(this::delete);
            current.stream().skip(wanted).forEach(this::delete);
        }
        status(deployment, ready >= wanted ? wanted : own.size(), Math.min(current.size(), wanted), Math.min(ready, wanted), fate);
    }

    private void create(Deployment deployment, String template, int number) {
        client.pods().inNamespace(NAMESPACE).resource(new PodBuilder()
                .withNewMetadataLike(deployment.getSpec().getTemplate().getMetadata())
                .withName(deployment.getMetadata().getName() + "-" + template + "-" + number).withNamespace(NAMESPACE)
                .addToAnnotations(TEMPLATE, template).addToAnnotations(AGE, "0")
                .withOwnerReferences(new OwnerReferenceBuilder().withApiVersion("apps/v1").withKind("Deployment")
                        .withName(deployment.getMetadata().getName()).withUid(deployment.getMetadata().getUid()).build())
                .endMetadata().withSpec(deployment.getSpec().getTemplate().getSpec()).withNewStatus().withPhase("Pending").endStatus().build()).create();
    }

    private void age(Pod pod, Fate fate) {
        int age = Integer.parseInt(pod.getMetadata().getAnnotations().get(AGE));
        if (age >= 3) {
            return;
        }
        String name = pod.getSpec().getContainers().get(0).getName();
        client.pods().inNamespace(NAMESPACE).withName(pod.getMetadata().getName()).edit(old -> new PodBuilder(old)
                .editMetadata().addToAnnotations(AGE, String.valueOf(age + 1)).endMetadata()
                .withStatus(age == 0 ? starting(name) : end(name, fate)).build());
        if (age == 1 && fate == Fate.PROBE_FAILS) {
            client.v1().events().inNamespace(NAMESPACE).resource(new EventBuilder().withNewMetadata().withName("e-" + pod.getMetadata().getName())
                    .withNamespace(NAMESPACE).endMetadata().withReason("Unhealthy").withMessage("Readiness probe failed: HTTP probe failed with statuscode: 503")
                    .withLastTimestamp("2026-11-24T10:00:00Z")
                    .withInvolvedObject(new ObjectReferenceBuilder().withKind("Pod").withName(pod.getMetadata().getName()).build()).build()).create();
        }
    }

    private static PodStatus starting(String container) {
        return placed().withPhase("Pending").withContainerStatuses(new ContainerStatusBuilder().withName(container).withReady(false)
                .withState(new ContainerStateBuilder().withNewWaiting().withReason("ContainerCreating").endWaiting().build()).build()).build();
    }

    private static PodStatus end(String container, Fate fate) {
        ContainerStatusBuilder status = new ContainerStatusBuilder().withName(container).withImage("server:1").withReady(false);
        return switch (fate) {
            case READY -> placed().withPhase("Running").addNewCondition().withType("Ready").withStatus("True").endCondition()
                    .withContainerStatuses(status.withReady(true).withState(new ContainerStateBuilder().withNewRunning().endRunning().build()).build()).build();
            case PROBE_FAILS, QUOTA -> placed().withPhase("Running")
                    .withContainerStatuses(status.withState(new ContainerStateBuilder().withNewRunning().endRunning().build()).build()).build();
            case CRASHES -> placed().withPhase("Running").withContainerStatuses(status.withRestartCount(2)
                    .withLastState(new ContainerStateBuilder().withNewTerminated().withExitCode(1).withReason("Error").endTerminated().build())
                    .withState(new ContainerStateBuilder().withNewWaiting().withReason("CrashLoopBackOff").withMessage("back-off 20s restarting").endWaiting().build())
                    .build()).build();
            case NO_IMAGE -> placed().withPhase("Pending").withContainerStatuses(status.withState(new ContainerStateBuilder().withNewWaiting()
                    .withReason("ImagePullBackOff").withMessage("Back-off pulling image \"server:1\"").endWaiting().build()).build()).build();
            case NO_ROOM -> new PodStatusBuilder().withPhase("Pending").withConditions(new PodConditionBuilder().withType("PodScheduled").withStatus("False")
                    .withReason("Unschedulable").withMessage("0/3 nodes are available: 3 Insufficient memory.").build()).build();
        };
    }

    private static PodStatusBuilder placed() {
        return new PodStatusBuilder().withConditions(new PodConditionBuilder().withType("PodScheduled").withStatus("True").build());
    }

    private static boolean ready(Pod pod) {
        return pod.getStatus().getConditions().stream().anyMatch(condition -> condition.getType().equals("Ready") && condition.getStatus().equals("True"));
    }

    private void status(Deployment deployment, int replicas, int updated, int available, Fate fate) {
        DeploymentStatusBuilder status = new DeploymentStatusBuilder().withObservedGeneration(deployment.getMetadata().getGeneration())
                .withReplicas(replicas).withUpdatedReplicas(updated).withAvailableReplicas(available);
        if (fate == Fate.QUOTA) {
            status.withConditions(new DeploymentConditionBuilder().withType("ReplicaFailure").withStatus("True").withReason("FailedCreate")
                    .withMessage("pods \"x\" is forbidden: exceeded quota: compute, requested: limits.memory=4Gi").build());
        }
        if (!status.build().equals(deployment.getStatus())) {
            deployment.setStatus(status.build());
            client.apps().deployments().inNamespace(NAMESPACE).resource(deployment).updateStatus();
        }
    }

    private void delete(Pod pod) {
        client.pods().inNamespace(NAMESPACE).withName(pod.getMetadata().getName()).delete();
    }

    @Override
    public void close() throws InterruptedException {
        thread.shutdownNow();
        thread.awaitTermination(10, TimeUnit.SECONDS);
        client.close();
    }
}
