package io.jenkins.plugins.mlcd.kubernetes.workload;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.mlcd.kubernetes.ApiCalls;
import io.jenkins.plugins.mlcd.kubernetes.objects.ClusterObjects;
import io.jenkins.plugins.mlcd.kubernetes.objects.ObjectKind;
import io.jenkins.plugins.mlcd.kubernetes.pods.ModelPods;
import io.jenkins.plugins.mlcd.target.TargetException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A KServe InferenceService, which keeps its last revision that had all traffic beside a newer one and shares by {@code canaryTrafficPercent}
 * (kserve.github.io, "Canary Rollout"). Which version is which is annotated.
 */
public final class InferenceServiceObject {

    static final String CANARY = "mlcd.jenkins.io/canary";
    static final String PERCENT = "canaryTrafficPercent";

    private static final ObjectKind KIND = new ObjectKind("InferenceService", "inferenceservices", List.of("serving.kserve.io/v1beta1"));

    private final ClusterObjects objects;
    private final String name;
    private final ApiCalls calls;

    public InferenceServiceObject(KubernetesClient client, String namespace, String name, ApiCalls calls) {
        this.objects = new ClusterObjects(client, KIND, namespace);
        this.name = name;
        this.calls = calls;
    }

    /** The version that users have; empty without a model. */
    public Optional<String> version() throws IOException, InterruptedException {
        ObjectNode now = read();
        return storage(now).isEmpty() ? Optional.empty() : Optional.of(version(now));
    }

    /** Those of the revision that was rolled out last; all of them where the status does not say. */
    public ModelPods pods() throws IOException, InterruptedException {
        ObjectNode now = read();
        Map<String, String> labels = new TreeMap<>(Map.of("serving.kserve.io/inferenceservice", name));
        JsonNode revision = now.at("/status/components/predictor/latestRolledoutRevision");
        if (revision.isTextual()) {
            labels.put("serving.knative.dev/revision", revision.asText());
        }
        return new ModelPods(what(), version(now), labels, Optional.empty());
    }

    /** The annotated version, else one that did not come by a rollout. */
    String version(ObjectNode service) {
        return annotation(service, ModelChange.MODEL).orElse(name + ":unknown");
    }

    static Optional<String> storage(ObjectNode service) {
        JsonNode uri = service.at("/spec/predictor/model/storageUri");
        return uri.isTextual() ? Optional.of(uri.asText()) : Optional.empty();
    }

    /** A change of the object as it is when it is written. */
    @FunctionalInterface
    interface Edit {
        void on(ObjectNode service) throws IOException;
    }

    ObjectNode read() throws IOException, InterruptedException {
        return calls.call(what(), this::present);
    }

    private ObjectNode present() throws IOException {
        return objects.read(name).orElseThrow(() -> TargetException.refusal(what() + " is not there; it is made once, before the first rollout"));
    }

    void edit(Edit edit) throws IOException, InterruptedException {
        calls.call(what(), () -> {
            ObjectNode now = present();
            ObjectNode next = now.deepCopy();
            edit.on(next);
            if (next.path("metadata").path("annotations").isEmpty()) {
                next.withObject("/metadata").remove("annotations");
            }
            objects.write(now, next);
            return null;
        });
    }

    String what() {
        return "InferenceService " + name;
    }

    static ObjectNode annotations(ObjectNode service) {
        return service.withObject("/metadata").withObject("/annotations");
    }

    static Optional<String> annotation(ObjectNode service, String key) {
        JsonNode value = service.path("metadata").path("annotations").path(key);
        return value.isTextual() ? Optional.of(value.asText()) : Optional.empty();
    }

    static ObjectNode predictor(ObjectNode service) {
        return service.withObject("/spec").withObject("/predictor");
    }

    /** The share of the newer revision; empty when it has all. */
    static Optional<Integer> percent(ObjectNode service) {
        JsonNode percent = service.path("spec").path("predictor").path(PERCENT);
        return percent.isInt() ? Optional.of(percent.asInt()) : Optional.empty();
    }
}
