package io.jenkins.plugins.mlcd.kubernetes;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import io.jenkins.plugins.mlcd.kubernetes.TrialVerdict.Phase;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Tells what has become of a trial from its Job and pod alone. The reasons are those that Kubernetes states: pod phases,
 * container states and the {@code DisruptionTarget} condition (kubernetes.io, "Pod Lifecycle" and "Disruptions"), the
 * kubelet's admission and eviction reasons, and the Job's conditions.
 */
public final class TrialVerdicts {

    /** What the scheduler says when there would be a node, were it not full. */
    private static final Pattern FULL = Pattern.compile("Insufficient \\S+|Too many pods|exceeded quota", Pattern.CASE_INSENSITIVE);

    /** An eviction that the pod itself is the cause of. */
    private static final Pattern OWN_LIMIT = Pattern.compile("exceeds the (total )?(limit|size)|exceeded its local ephemeral storage limit",
            Pattern.CASE_INSENSITIVE);

    private TrialVerdicts() {}

    /** @param hadPod whether a pod of the Job was seen before */
    public static TrialVerdict of(JobView view, boolean hadPod) {
        Optional<TrialVerdict> ended = view.pod().flatMap(TrialVerdicts::ended);
        if (ended.isPresent()) {
            return ended.get();
        }
        Optional<TrialVerdict> job = ofJob(view.job(), view.pod(), hadPod);
        return job.orElseGet(() -> view.pod().map(TrialVerdicts::alive).orElseGet(() -> withoutPod(view, hadPod)));
    }

    /** An ended pod says best why it ended, also when its Job is being taken down for it. */
    private static Optional<TrialVerdict> ended(Pod pod) {
        PodStatus status = status(pod);
        String phase = text(status.getPhase());
        Optional<PodCondition> disruption = condition(status, "DisruptionTarget").filter(found -> found.getStatus().equals("True"));
        if (phase.equals("Succeeded")) {
            return Optional.of(TrialVerdict.placed(Phase.SUCCEEDED, ""));
        }
        if (disruption.isPresent() && (phase.equals("Failed") || deleted(pod))) {
            return Optional.of(TrialVerdict.placed(Phase.LOST, disrupted(disruption.get(), pod)));
        }
        return phase.equals("Failed") ? Optional.of(failed(pod)) : Optional.empty();
    }

    private static TrialVerdict failed(Pod pod) {
        PodStatus status = status(pod);
        String message = text(status.getMessage());
        switch (text(status.getReason())) {
            case "Evicted":
                return TrialVerdict.placed(OWN_LIMIT.matcher(message).find() ? Phase.FAILED : Phase.LOST, "evicted" + node(pod) + said(message));
            case "DeadlineExceeded":
                return TrialVerdict.placed(Phase.FAILED, "it ran longer than its activeDeadlineSeconds" + said(message));
            case "":
                return Containers.ended(status).orElseGet(() -> TrialVerdict.placed(Phase.LOST, "its pod failed without a reason" + node(pod)));
            case "NodeLost", "NodeShutdown", "Shutdown", "Terminated", "NodeAffinity", "Preempting", "UnexpectedAdmissionError":
                return TrialVerdict.placed(Phase.LOST, status.getReason() + node(pod) + said(message));
            default:
                // The kubelet had no room after all: OutOfcpu, OutOfnvidia.com/gpu.
                return status.getReason().startsWith("OutOf")
                        ? TrialVerdict.placed(Phase.LOST, status.getReason() + node(pod) + said(message))
                        : Containers.ended(status).orElseGet(() -> TrialVerdict.placed(Phase.FAILED, status.getReason() + said(message)));
        }
    }

    private static String disrupted(PodCondition disruption, Pod pod) {
        String message = text(status(pod).getMessage());
        String what = switch (text(disruption.getReason())) {
            case "PreemptionByScheduler" -> "preempted";
            case "DeletionByTaintManager" -> "lost";
            case "EvictionByEvictionAPI" -> "evicted by an API request, as when a node is drained,";
            case "DeletionByPodGC" -> "collected, because its node is gone,";
            case "TerminationByKubelet" -> "evicted".equalsIgnoreCase(text(status(pod).getReason())) ? "evicted" : "ended by the node";
            default -> "disrupted (" + disruption.getReason() + ")";
        };
        return what + node(pod) + said(message.isEmpty() ? text(disruption.getMessage()) : message);
    }

    private static Optional<TrialVerdict> ofJob(Job job, Optional<Pod> pod, boolean hadPod) {
        if (condition(job, "Complete").isPresent()) {
            return Optional.of(TrialVerdict.placed(Phase.SUCCEEDED, ""));
        }
        Optional<JobCondition> failed = condition(job, "Failed");
        if (failed.isPresent()) {
            return jobFailed(failed.get(), pod.filter(found -> !deleted(found)).isPresent());
        }
        if (job.getMetadata().getDeletionTimestamp() != null) {
            return Optional.of(TrialVerdict.placed(Phase.LOST, "its Job was deleted"));
        }
        Optional<JobCondition> suspended = condition(job, "Suspended");
        boolean held = suspended.isPresent() || Boolean.TRUE.equals(job.getSpec().getSuspend()) && pod.isEmpty();
        return held ? Optional.of(suspended(job, suspended.map(JobCondition::getMessage).orElse(""), hadPod)) : Optional.empty();
    }

    /** @param podLives whether the pod is there and has not ended: what it says of its end is still to come */
    private static Optional<TrialVerdict> jobFailed(JobCondition condition, boolean podLives) {
        String said = said(text(condition.getMessage()));
        return switch (text(condition.getReason())) {
            case "DeadlineExceeded" -> Optional.of(TrialVerdict.placed(Phase.FAILED, "it ran longer than its activeDeadlineSeconds" + said));
            case "BackoffLimitExceeded" -> podLives ? Optional.empty()
                    : Optional.of(TrialVerdict.placed(Phase.LOST, "its pod failed and was deleted" + said));
            default -> Optional.of(TrialVerdict.placed(Phase.FAILED, "its Job failed (" + condition.getReason() + ")" + said));
        };
    }

    /** A Job that had a pod and is suspended has lost it: a queue took the place back. */
    private static TrialVerdict suspended(Job job, String message, boolean hadPod) {
        return hadPod
                ? TrialVerdict.placed(Phase.LOST, "preempted: its Job was suspended again" + queue(job) + said(text(message)))
                : TrialVerdict.unplaced(Phase.WAITING, "its Job is suspended" + queue(job) + said(text(message)));
    }

    private static String queue(Job job) {
        String queue = job.getMetadata().getLabels() == null ? null : job.getMetadata().getLabels().get(TrialJobBuilder.QUEUE_LABEL);
        return queue == null ? "" : ", waiting in the queue " + queue;
    }

    private static TrialVerdict alive(Pod pod) {
        PodStatus status = status(pod);
        if (deleted(pod)) {
            return TrialVerdict.placed(Phase.LOST, "its pod was deleted" + node(pod));
        }
        Optional<PodCondition> placed = condition(status, "PodScheduled");
        if (placed.isPresent() && placed.get().getStatus().equals("False")) {
            String words = text(placed.get().getReason()) + said(text(placed.get().getMessage()));
            boolean gated = text(placed.get().getReason()).equals("SchedulingGated");
            return TrialVerdict.unplaced(gated || FULL.matcher(words).find() ? Phase.WAITING : Phase.PENDING, words);
        }
        if (placed.isEmpty() && pod.getSpec().getNodeName() == null) {
            return TrialVerdict.unplaced(Phase.PENDING, "the scheduler has not looked at it yet");
        }
        return Containers.alive(status, text(status.getPhase()).equals("Running"));
    }

    private static TrialVerdict withoutPod(JobView view, boolean hadPod) {
        return view.refusal()
                .map(words -> TrialVerdict.unplaced(FULL.matcher(words).find() ? Phase.WAITING : Phase.PENDING, "no pod is made for its Job: " + words))
                .orElseGet(() -> hadPod
                        ? TrialVerdict.placed(Phase.LOST, "its pod is gone")
                        : TrialVerdict.unplaced(Phase.PENDING, "its Job has no pod yet"));
    }

    /** A condition of the Job that holds now. */
    private static Optional<JobCondition> condition(Job job, String type) {
        List<JobCondition> all = job.getStatus() == null ? List.of() : job.getStatus().getConditions();
        return all.stream().filter(found -> found.getType().equals(type) && found.getStatus().equals("True")).findFirst();
    }

    private static PodStatus status(Pod pod) {
        return pod.getStatus() == null ? new PodStatus() : pod.getStatus();
    }

    private static boolean deleted(Pod pod) {
        return pod.getMetadata().getDeletionTimestamp() != null;
    }

    private static Optional<PodCondition> condition(PodStatus status, String type) {
        return status.getConditions().stream().filter(condition -> condition.getType().equals(type)).findFirst();
    }

    private static String node(Pod pod) {
        String node = pod.getSpec() == null ? null : pod.getSpec().getNodeName();
        return node == null ? "" : " on node " + node;
    }

    static String said(String message) {
        return message.isEmpty() ? "" : ": " + message;
    }

    static String text(String value) {
        return value == null ? "" : value.strip();
    }
}
