package io.jenkins.plugins.mlcd.kubernetes.workload;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.jenkins.plugins.mlcd.kubernetes.ClientLoader;
import io.jenkins.plugins.mlcd.kubernetes.objects.Overlay;
import io.jenkins.plugins.mlcd.record.Json;
import java.io.IOException;
import java.util.Optional;

/**
 * What makes a pod template serve another model version. In all texts {@code {model}}, {@code {version}} and {@code {uri}} are filled in.
 *
 * @param container that serves; empty for the first one
 * @param image of the version, such as {@code registry/digits:{version}}; empty when the image stays
 * @param uri where the version's files are, such as {@code s3://models/{model}/{version}}; empty for what the model's record says
 * @param variable of the container that gets the URI; empty for none
 * @param overlay YAML laid over the pod template; empty for none
 */
public record ModelChange(
        Optional<String> container, Optional<String> image, Optional<String> uri, Optional<String> variable, Optional<String> overlay) {

    /** The annotation of Deployments and pods that says which version they serve. */
    static final String MODEL = "mlcd.jenkins.io/model";

    /** The annotation of Deployments that says when they were told to serve it: the wait counts from there, over restarts of the controller. */
    static final String SINCE = "mlcd.jenkins.io/since";

    /** @throws IllegalArgumentException when nothing would change, or the overlay is no YAML mapping */
    public ModelChange {
        if (image.isEmpty() && variable.isEmpty() && overlay.isEmpty()) {
            throw new IllegalArgumentException("a new version needs an image, a variable for its URI or an overlay");
        }
        overlay.ifPresent(text -> yaml(new ServedModel("model:version", Optional.of("uri")).fill(text)));
    }

    /**
     * The pod template as it serves {@code model}.
     *
     * @throws IllegalArgumentException when it has no such container, or the URI is not known
     */
    ObjectNode on(ObjectNode template, ServedModel model) {
        ServedModel found = uri.isEmpty() ? model : new ServedModel(model.id(), Optional.of(model.fill(uri.get())));
        ObjectNode changed = template.deepCopy();
        changed.withObject("/metadata").withObject("/annotations").put(MODEL, model.id());
        ObjectNode server = server(changed);
        image.ifPresent(name -> server.put("image", found.fill(name)));
        setVariable(server, "ML_MODEL", model.id());
        variable.ifPresent(name -> setVariable(server, name, found.fill("{uri}")));
        return overlay.map(text -> Overlay.on(changed, yaml(found.fill(text)))).orElse(changed);
    }

    private ObjectNode server(ObjectNode template) {
        for (JsonNode each : template.path("spec").path("containers")) {
            if (container.isEmpty() || container.get().equals(each.path("name").asText())) {
                return (ObjectNode) each;
            }
        }
        throw new IllegalArgumentException("the pod template has no container" + container.map(name -> " '" + name + "'").orElse(""));
    }

    private static void setVariable(ObjectNode server, String name, String value) {
        ArrayNode variables = server.withArray("/env");
        for (JsonNode each : variables) {
            if (each.path("name").asText().equals(name)) {
                ((ObjectNode) each).removeAll().put("name", name).put("value", value);
                return;
            }
        }
        variables.addObject().put("name", name).put("value", value);
    }

    private static ObjectNode yaml(String text) {
        try {
            JsonNode node = ClientLoader.within(() -> new KubernetesSerialization().unmarshal(text, JsonNode.class));
            return Json.parseObject(Json.line(node));
        } catch (IOException | RuntimeException e) {
            throw new IllegalArgumentException("overlay must be a YAML mapping that is laid over the pod template", e);
        }
    }
}
