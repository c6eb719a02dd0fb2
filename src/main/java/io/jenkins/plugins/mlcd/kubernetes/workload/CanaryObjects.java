package io.jenkins.plugins.mlcd.kubernetes.workload;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.record.Json;
import java.util.Map;
import java.util.OptionalInt;

/** The canary's Deployment and Service, made from the stable ones. */
final class CanaryObjects {

    static final String MANAGED_BY = "app.kubernetes.io/managed-by";
    private static final String SELECTOR = "selector";
    private static final String LABELS = "labels";

    private CanaryObjects() {}

    /**
     * The Deployment.
     *
     * @param template that serves the new version
     * @param labels that differ from those of the stable version
     * @param replicas empty for as many as the stable version has
     */
    static ObjectNode deployment(ObjectNode stable, ObjectNode template, String model, Map<String, String> labels, OptionalInt replicas) {
        ObjectNode pods = template.deepCopy();
        labels.forEach((key, value) -> pods.withObject("/metadata").withObject("/" + LABELS).put(key, value));
        ObjectNode spec = (ObjectNode) stable.path("spec").deepCopy();
        spec.remove("paused");
        replicas.ifPresent(count -> spec.put("replicas", count));
        spec.set("template", pods);
        ObjectNode match = spec.withObject("/" + SELECTOR).withObject("/matchLabels");
        labels.forEach((key, value) -> {
            if (match.has(key)) {
                match.put(key, value);
            }
        });
        ObjectNode canary = object(stable, canaryName(stable), model, match);
        canary.set("spec", spec);
        return canary;
    }

    /** The Service, for those who mean the canary alone: a router, a smoke test. */
    static ObjectNode service(ObjectNode stable, ObjectNode deployment, String model) {
        ObjectNode pods = (ObjectNode) deployment.at("/spec/selector/matchLabels");
        ObjectNode service = object(stable, canaryName(stable), model, pods);
        ObjectNode spec = service.putObject("spec");
        spec.set(SELECTOR, pods.deepCopy());
        for (JsonNode port : stable.at("/spec/ports")) {
            ObjectNode own = port.deepCopy();
            own.remove("nodePort");
            spec.withArray("/ports").add(own);
        }
        return service;
    }

    static String canaryName(ObjectNode stable) {
        return canaryName(stable.path("metadata").path("name").asText());
    }

    static String canaryName(String stable) {
        return stable + "-canary";
    }

    static ObjectNode annotations(ObjectNode object) {
        return object.withObject("/metadata").withObject("/annotations");
    }

    /** Whether an object of that name was made here. */
    static boolean ours(ObjectNode object) {
        return object.path("metadata").path(LABELS).path(MANAGED_BY).asText().equals("mlcd");
    }

    private static ObjectNode object(ObjectNode like, String name, String model, ObjectNode labels) {
        ObjectNode object = Json.object().put("apiVersion", like.path("apiVersion").asText()).put("kind", like.path("kind").asText());
        ObjectNode metadata = object.putObject("metadata").put("name", name).put("namespace", like.path("metadata").path("namespace").asText());
        metadata.set(LABELS, ((ObjectNode) labels.deepCopy()).put(MANAGED_BY, "mlcd"));
        metadata.putObject("annotations").put(ModelChange.MODEL, model);
        return object;
    }
}
