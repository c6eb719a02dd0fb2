package io.jenkins.plugins.mlcd.kubernetes.traffic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.zjsonpatch.JsonDiff;
import io.jenkins.plugins.mlcd.record.Json;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The objects of a kind in a namespace as plain JSON, which keeps what no model knows. Only differences are written, and only onto the version that
 * was read: the API server answers 409 when somebody was faster.
 */
final class ClusterObjects {

    private static final PatchContext PATCH =
            new PatchContext.Builder().withPatchType(PatchType.JSON).withFieldManager(FieldManagers.OURS).build();

    private final KubernetesClient client;
    private final ObjectKind kind;
    private final String namespace;

    ClusterObjects(KubernetesClient client, ObjectKind kind, String namespace) {
        this.client = client;
        this.kind = kind;
        this.namespace = namespace;
    }

    /** The object in the first of the kind's versions in which it is found. */
    Optional<ObjectNode> read(String name) throws IOException {
        for (String version : kind.apiVersions()) {
            GenericKubernetesResource found =
                    client.genericKubernetesResources(context(version)).inNamespace(namespace).withName(name).get();
            if (found != null) {
                return Optional.of(json(found));
            }
        }
        return Optional.empty();
    }

    /** All objects of the kind in the namespace. */
    List<ObjectNode> list() throws IOException {
        List<ObjectNode> objects = new ArrayList<>();
        for (String version : kind.apiVersions()) {
            for (GenericKubernetesResource each : list(version)) {
                objects.add(json(each));
            }
            if (!objects.isEmpty()) {
                break;
            }
        }
        return objects;
    }

    /** A version that is not served has no objects. */
    private List<GenericKubernetesResource> list(String version) {
        try {
            return client.genericKubernetesResources(context(version)).inNamespace(namespace).list().getItems();
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
                return List.of();
            }
            throw e;
        }
    }

    /** Writes how {@code after} differs from {@code before}, as read; nothing when it does not. */
    void write(ObjectNode before, ObjectNode after) throws IOException {
        JsonNode difference = JsonDiff.asJson(before, after);
        if (difference.isEmpty()) {
            return;
        }
        ArrayNode patch = Json.mapper().createArrayNode();
        JsonNode metadata = before.path("metadata");
        patch.addObject().put("op", "replace").put("path", "/metadata/resourceVersion").set("value", metadata.path("resourceVersion"));
        difference.forEach(patch::add);
        client.genericKubernetesResources(context(before.path("apiVersion").asText()))
                .inNamespace(namespace).withName(metadata.path("name").asText()).patch(PATCH, Json.line(patch));
    }

    private ResourceDefinitionContext context(String apiVersion) {
        int slash = apiVersion.indexOf('/');
        return new ResourceDefinitionContext.Builder()
                .withGroup(apiVersion.substring(0, slash)).withVersion(apiVersion.substring(slash + 1))
                .withKind(kind.kind()).withPlural(kind.plural()).withNamespaced(true)
                .build();
    }

    private ObjectNode json(GenericKubernetesResource object) throws IOException {
        return Json.parseObject(client.getKubernetesSerialization().asJson(object));
    }
}
