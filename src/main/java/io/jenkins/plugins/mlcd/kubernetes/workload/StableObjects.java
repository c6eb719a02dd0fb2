package io.jenkins.plugins.mlcd.kubernetes.workload;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.mlcd.kubernetes.ApiCalls;
import io.jenkins.plugins.mlcd.kubernetes.objects.ClusterObjects;
import io.jenkins.plugins.mlcd.kubernetes.objects.ObjectKind;
import io.jenkins.plugins.mlcd.kubernetes.pods.ModelPods;
import io.jenkins.plugins.mlcd.target.TargetException;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The stable version's Deployment and Service, which are somebody else's, and what follows from them. */
public final class StableObjects {

    private final DeploymentSettings settings;
    private final ClusterObjects deployments;
    private final ClusterObjects services;
    private final ApiCalls calls;

    public StableObjects(KubernetesClient client, DeploymentSettings settings, ApiCalls calls) {
        this.settings = settings;
        this.deployments = new ClusterObjects(client, ObjectKind.of(Deployment.class), settings.namespace());
        this.services = new ClusterObjects(client, ObjectKind.of(Service.class), settings.namespace());
        this.calls = calls;
    }

    /** The version that users have: annotated when it came by a rollout, otherwise not known; empty without replicas. */
    public Optional<String> version() throws IOException, InterruptedException {
        ObjectNode stable = deployment();
        return stable.path("spec").path("replicas").asInt(1) > 0
                ? Optional.of(stable.path("metadata").path("annotations").path(ModelChange.MODEL).asText(unknown()))
                : Optional.empty();
    }

    /** The name of a version that did not come by a rollout. */
    String unknown() {
        return settings.deployment() + ":unknown";
    }

    /**
     * The labels of the canary's pods that differ from those of the stable version.
     *
     * @throws TargetException when those there are cannot tell the two apart
     */
    public Map<String, String> canaryLabels() throws IOException, InterruptedException {
        try {
            return CanaryLabels.changed(deployment(), service(), settings.subset());
        } catch (IllegalArgumentException e) {
            throw TargetException.refusal(what() + ": " + e.getMessage());
        }
    }

    /** Those that users of the stable version reach. */
    public ModelPods pods() throws IOException, InterruptedException {
        ObjectNode stable = deployment();
        Map<String, String> labels = new TreeMap<>();
        stable.at("/spec/selector/matchLabels").fields().forEachRemaining(label -> labels.put(label.getKey(), label.getValue().asText()));
        return new ModelPods(what(), version().orElse(unknown()), labels, port(service().at("/spec/ports/0")));
    }

    private static Optional<IntOrString> port(JsonNode port) {
        JsonNode at = port.has("targetPort") ? port.get("targetPort") : port.path("port");
        return at.isMissingNode() ? Optional.empty() : Optional.of(at.isInt() ? new IntOrString(at.asInt()) : new IntOrString(at.asText()));
    }

    /** Where the canary answers by itself, for who is in the cluster. */
    public URI canaryUrl() throws IOException, InterruptedException {
        return url(CanaryObjects.canaryName(settings.service()));
    }

    /** Where the requests of users in the cluster go. */
    public URI url() throws IOException, InterruptedException {
        return url(settings.service());
    }

    private URI url(String name) throws IOException, InterruptedException {
        return URI.create("http://" + name + "." + settings.namespace() + ".svc:" + service().at("/spec/ports/0/port").asInt(80));
    }

    ObjectNode deployment() throws IOException, InterruptedException {
        return calls.call(what(), this::readDeployment);
    }

    /** For calls that are repeated as a whole. */
    ObjectNode readDeployment() throws IOException {
        return require(deployments.read(settings.deployment()), what());
    }

    ObjectNode service() throws IOException, InterruptedException {
        String what = "Service " + settings.service();
        return calls.call(what, () -> require(services.read(settings.service()), what));
    }

    private static ObjectNode require(Optional<ObjectNode> found, String what) throws TargetException {
        return found.orElseThrow(() -> TargetException.refusal(what + " is not there; it is made once, by hand or by GitOps, before the first rollout"));
    }

    String what() {
        return "Deployment " + settings.deployment();
    }

    ClusterObjects deployments() {
        return deployments;
    }

    ClusterObjects services() {
        return services;
    }
}
