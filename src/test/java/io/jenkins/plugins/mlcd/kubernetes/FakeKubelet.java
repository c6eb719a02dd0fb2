package io.jenkins.plugins.mlcd.kubernetes;

import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodConditionBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobConditionBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Plays Job controller, scheduler, kubelet and garbage collector on a {@link FakeCluster}, one step at a time. */
public final class FakeKubelet implements AutoCloseable {

    private static final String NAMESPACE = "ml";

    private final FakeCluster cluster;
    private final KubernetesClient client;
    private Instant now = Instant.parse("2026-11-24T10:00:00Z");

    public FakeKubelet(FakeCluster cluster) {
        this.cluster = cluster;
        this.client = cluster.client();
    }

    public List<Job> jobs() {
        return client.batch().v1().jobs().inNamespace(NAMESPACE).list().getItems();
    }

    public List<Pod> pods() {
        return client.pods().inNamespace(NAMESPACE).list().getItems();
    }

    /** The Job of a trial; there must be one. */
    public Job job(int trial) {
        return jobs().stream().filter(job -> label(job, "trial").equals(String.valueOf(trial))).findFirst()
                .orElseThrow(() -> new AssertionError("no Job of trial " + trial));
    }

    public boolean hasJob(int trial) {
        return jobs().stream().anyMatch(job -> label(job, "trial").equals(String.valueOf(trial)));
    }

    /** Variables of the container of a trial. */
    public Map<String, String> environment(int trial) {
        return job(trial).getSpec().getTemplate().getSpec().getContainers().get(0).getEnv().stream()
                .collect(Collectors.toMap(EnvVar::getName, EnvVar::getValue));
    }

    static String label(HasMetadata object, String name) {
        return object.getMetadata().getLabels().getOrDefault("mlcd.jenkins.io/" + name, "");
    }

    /** The Job's pod: made when there is none. */
    private Pod pod(int trial) {
        Job job = job(trial);
        String name = job.getMetadata().getName() + "-abcde";
        Pod pod = client.pods().inNamespace(NAMESPACE).withName(name).get();
        if (pod != null) {
            return pod;
        }
        return client.pods().inNamespace(NAMESPACE).resource(new PodBuilder()
                .withNewMetadata().withName(name).withNamespace(NAMESPACE).withLabels(job.getSpec().getTemplate().getMetadata().getLabels())
                .withOwnerReferences(new OwnerReferenceBuilder().withApiVersion("batch/v1").withKind("Job").withName(job.getMetadata().getName())
                        .withUid(job.getMetadata().getUid()).build())
                .endMetadata().withSpec(job.getSpec().getTemplate().getSpec()).withNewStatus().withPhase("Pending").endStatus().build()).create();
    }

    private void edit(int trial, UnaryOperator<PodBuilder> change) {
        Pod pod = pod(trial);
        client.pods().inNamespace(NAMESPACE).withName(pod.getMetadata().getName()).edit(old -> change.apply(new PodBuilder(old)).build());
    }

    public void unschedulable(int trial, String message) {
        edit(trial, pod -> pod.editStatus().withConditions(new PodConditionBuilder().withType("PodScheduled").withStatus("False")
                .withReason("Unschedulable").withMessage(message).build()).endStatus());
    }

    public void waiting(int trial, String reason, String message) {
        edit(trial, pod -> place(pod).editStatus().withContainerStatuses(new ContainerStatusBuilder().withName("train").withImage("train:1")
                .withState(new ContainerStateBuilder().withNewWaiting().withReason(reason).withMessage(message).endWaiting().build()).build()).endStatus());
    }

    public void run(int trial) {
        edit(trial, pod -> place(pod).editStatus().withPhase("Running").withContainerStatuses(new ContainerStatusBuilder().withName("train")
                .withImage("train:1").withImageID("sha256:0f").withState(new ContainerStateBuilder().withNewRunning().endRunning().build()).build())
                .endStatus());
    }

    private static PodBuilder place(PodBuilder pod) {
        return pod.editSpec().withNodeName("gpu-1").endSpec().editStatus()
                .withConditions(new PodConditionBuilder().withType("PodScheduled").withStatus("True").build()).endStatus();
    }

    public void print(int trial, String line) {
        now = now.plusMillis(137);
        cluster.log(pod(trial).getMetadata().getName()).print(now, line);
    }

    public void end(int trial, int exitCode, String reason) {
        cluster.log(pod(trial).getMetadata().getName()).end();
        String ended = now.plusSeconds(1).toString();
        edit(trial, pod -> place(pod).editStatus().withPhase(exitCode == 0 ? "Succeeded" : "Failed").withContainerStatuses(
                new ContainerStatusBuilder().withName("train").withImage("train:1").withState(new ContainerStateBuilder().withNewTerminated()
                        .withExitCode(exitCode).withReason(reason).withStartedAt("2026-11-24T10:00:00Z").withFinishedAt(ended).endTerminated().build())
                        .build()).endStatus());
        condition(trial, exitCode == 0 ? "Complete" : "Failed", exitCode == 0 ? "CompletionsReached" : "BackoffLimitExceeded");
    }

    public void evict(int trial, String reason, String message) {
        cluster.log(pod(trial).getMetadata().getName()).end();
        edit(trial, pod -> place(pod).editStatus().withPhase("Failed").withReason(reason).withMessage(message).endStatus());
        condition(trial, "Failed", "BackoffLimitExceeded");
    }

    private void condition(int trial, String type, String reason) {
        client.batch().v1().jobs().inNamespace(NAMESPACE).withName(job(trial).getMetadata().getName()).edit(job -> {
            job.setStatus(new JobStatusBuilder().withConditions(new JobConditionBuilder().withType(type).withStatus("True").withReason(reason)
                    .withMessage("Job has reached the specified backoff limit").build()).build());
            return job;
        });
    }

    /** The Job controller cannot make the pod. */
    public void refusePod(int trial, String message) {
        Job job = job(trial);
        client.v1().events().inNamespace(NAMESPACE).resource(new EventBuilder().withNewMetadata().withName("e-" + trial).withNamespace(NAMESPACE).endMetadata()
                .withReason("FailedCreate").withMessage(message).withLastTimestamp("2026-11-24T10:00:00Z")
                .withInvolvedObject(new ObjectReferenceBuilder().withKind("Job").withName(job.getMetadata().getName()).withUid(job.getMetadata().getUid()).build())
                .build()).create();
    }

    /** Deletes what is owned by something that is gone. */
    public void collectGarbage() {
        Set<String> owners = Stream.concat(client.configMaps().inNamespace(NAMESPACE).list().getItems().stream(), jobs().stream())
                .map(owner -> owner.getMetadata().getUid()).collect(Collectors.toSet());
        for (Job job : jobs()) {
            if (isOrphan(job, owners)) {
                client.batch().v1().jobs().inNamespace(NAMESPACE).withName(job.getMetadata().getName()).delete();
                owners.remove(job.getMetadata().getUid());
            }
        }
        for (Pod pod : pods()) {
            if (isOrphan(pod, owners)) {
                cluster.log(pod.getMetadata().getName()).end();
                client.pods().inNamespace(NAMESPACE).withName(pod.getMetadata().getName()).delete();
            }
        }
    }

    private static boolean isOrphan(HasMetadata object, Set<String> owners) {
        return object.getMetadata().getOwnerReferences().stream().noneMatch(owner -> owners.contains(owner.getUid()));
    }

    public KubernetesClient client() {
        return client;
    }

    @Override
    public void close() {
        client.close();
    }
}
