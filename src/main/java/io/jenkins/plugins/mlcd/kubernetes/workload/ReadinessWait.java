package io.jenkins.plugins.mlcd.kubernetes.workload;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.jenkins.plugins.mlcd.canary.NotReadyException;
import io.jenkins.plugins.mlcd.kubernetes.ApiCalls;
import io.jenkins.plugins.mlcd.kubernetes.WatchedList;
import io.jenkins.plugins.mlcd.record.Durations;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Waits until a Deployment serves a model version, and says in words why it does not. */
final class ReadinessWait {

    private static final Duration LOOK = Duration.ofMillis(250);

    /** Registries have hiccups, but not for long. */
    private static final Duration IMAGE = Duration.ofMinutes(2);

    private final KubernetesClient client;
    private final String namespace;
    private final Duration timeout;
    private final ApiCalls calls;
    private final Consumer<String> console;

    ReadinessWait(KubernetesClient client, String namespace, Duration timeout, ApiCalls calls, Consumer<String> console) {
        this.client = client;
        this.namespace = namespace;
        this.timeout = timeout;
        this.calls = calls;
        this.console = console;
    }

    /**
     * Returns when all pods of the Deployment serve {@code model}.
     *
     * @param anew whether the time counts from now, and not from when the Deployment was told to serve it
     * @throws NotReadyException when they will not, or did not in time
     */
    void until(String name, String model, boolean anew) throws IOException, InterruptedException {
        Deployment deployment = read(name);
        WatchedList<Pod> pods = new WatchedList<>(client.pods().inNamespace(namespace).withLabels(deployment.getSpec().getSelector().getMatchLabels()));
        calls.call("pods of " + name, () -> {
            pods.start();
            return null;
        });
        try (pods) {
            Instant start = anew ? Instant.now() : since(deployment);
            String said = "";
            while (true) {
                Readiness now = Readiness.of(read(name), model, calls.call("pods of " + name, pods::items));
                if (now.state() == Readiness.State.READY) {
                    return;
                }
                if (!now.words().equals(said)) {
                    console.accept("Deployment " + name + " is not ready: " + now.words());
                    said = now.words();
                }
                giveUp(name, model, now, Duration.between(start, Instant.now()), pods.items());
                Thread.sleep(LOOK.toMillis());
            }
        }
    }

    /** What is written there is no later than now, and no reason to fail when it is no time. */
    private static Instant since(Deployment deployment) {
        Map<String, String> annotations = deployment.getMetadata().getAnnotations();
        Instant now = Instant.now();
        try {
            Instant since = Instant.parse(annotations == null ? "" : annotations.getOrDefault(ModelChange.SINCE, ""));
            return since.isAfter(now) ? now : since;
        } catch (DateTimeParseException e) {
            return now;
        }
    }

    private Deployment read(String name) throws IOException, InterruptedException {
        Deployment found = calls.call("Deployment " + name, () -> client.apps().deployments().inNamespace(namespace).withName(name).get());
        if (found == null) {
            throw new NotReadyException("Deployment " + name + " was deleted while it was waited for");
        }
        return found;
    }

    private void giveUp(String name, String model, Readiness now, Duration waited, List<Pod> pods) throws NotReadyException {
        boolean image = now.state() == Readiness.State.IMAGE_ERROR && waited.compareTo(IMAGE) > 0;
        if (now.state() == Readiness.State.FAILED || image || waited.compareTo(timeout) > 0) {
            throw new NotReadyException(model + " does not become ready in Deployment " + name
                    + (now.state() == Readiness.State.FAILED ? "" : " within " + Durations.format(waited.compareTo(timeout) > 0 ? timeout : IMAGE)) + ": " + now.words() + unhealthy(model, pods));
        }
    }

    /** What the kubelet says of the probes of a pod; whoever may not read events learns less. */
    private String unhealthy(String model, List<Pod> pods) {
        try {
            return pods.stream()
                    .filter(pod -> pod.getMetadata().getAnnotations() != null && model.equals(pod.getMetadata().getAnnotations().get(ModelChange.MODEL)))
                    .flatMap(pod -> client.v1().events().inNamespace(namespace)
                            .withField("involvedObject.name", pod.getMetadata().getName()).list().getItems().stream()
                            .filter(event -> pod.getMetadata().getName().equals(event.getInvolvedObject().getName())))
                    .filter(event -> "Unhealthy".equals(event.getReason()))
                    .max(Comparator.comparing((Event event) -> String.valueOf(event.getLastTimestamp())))
                    .map(event -> ": " + event.getMessage())
                    .orElse("");
        } catch (KubernetesClientException e) {
            return "";
        }
    }
}
