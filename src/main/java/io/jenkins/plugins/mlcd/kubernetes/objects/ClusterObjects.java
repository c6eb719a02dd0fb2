package io.jenkins.plugins.mlcd.kubernetes.objects;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
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
public final class ClusterObjects {

    /** The field manager under whose name everything is written. */
    public static final String FIELD_MANAGER = "mlcd";

    private static final PatchContext PATCH =
            new PatchContext.Builder().withPatchType(PatchType.JSON).withFieldManager(FIELD_MANAGER).build();

    private final KubernetesClient client;
    private final ObjectKind kind;
    private final String namespace;

    public ClusterObjects(KubernetesClient client, ObjectKind kind, String namespace) {
        this.client = client;
        this.kind = kind;
        this.namespace = namespace;
    }

    /** The object in the first of the kind's versions in which it is found. */
    public Optional<ObjectNode> read(String name) throws IOException {
        for (String version : kind.apiVersions()) {
            GenericKubernetesResource found = named(version, name).get();
            if (found != null) {
                return Optional.of(json(found));
            }
        }
        return Optional.empty();
    }

    /** All objects of the kind in the namespace. */
    public List<ObjectNode> list() throws IOException {
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
    public void write(ObjectNode before, ObjectNode after) throws IOException {
        JsonNode difference = JsonDiff.asJson(before, after);
        if (difference.isEmpty()) {
            return;
        }
        ArrayNode patch = Json.mapper().createArrayNode();
        JsonNode metadata = before.path("metadata");
        patch.addObject().put("op", "replace").put("path", "/metadata/resourceVersion").set("value", metadata.path("resourceVersion"));
        difference.forEach(patch::add);
        named(before.path("apiVersion").asText(), metadata.path("name").asText()).patch(PATCH, Json.line(patch));
    }

    /**
     * Makes an object that is wholly ours, or makes it so again: by server-side apply, or, where the server has none (415, and the test server's
     * 404 for an object that is not there), by creating it or writing the difference.
     */
    public void apply(ObjectNode wanted) throws IOException {
        String name = wanted.path("metadata").path("name").asText();
        Resource<GenericKubernetesResource> object = resource(wanted);
        try {
            object.fieldManager(FIELD_MANAGER).forceConflicts().serverSideApply();
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_UNSUPPORTED_TYPE && e.getCode() != HttpURLConnection.HTTP_NOT_FOUND) {
                throw e;
            }
            Optional<ObjectNode> present = read(name);
            if (present.isPresent()) {
                write(present.get(), Overlay.on(present.get(), wanted));
            } else {
                object.create();
            }
        }
    }

    private Resource<GenericKubernetesResource> resource(ObjectNode wanted) {
        GenericKubernetesResource object =
                client.getKubernetesSerialization().unmarshal(Json.line(wanted), GenericKubernetesResource.class);
        return client.genericKubernetesResources(context(wanted.path("apiVersion").asText())).inNamespace(namespace).resource(object);
    }

    /** Deletes the object and, by the cluster's garbage collector, what it owns; nothing when it is not there. */
    public void delete(ObjectNode object) {
        named(object.path("apiVersion").asText(), object.path("metadata").path("name").asText())
                .withPropagationPolicy(DeletionPropagation.BACKGROUND).delete();
    }

    private Resource<GenericKubernetesResource> named(String apiVersion, String name) {
        return client.genericKubernetesResources(context(apiVersion)).inNamespace(namespace).withName(name);
    }

    private ResourceDefinitionContext context(String apiVersion) {
        int slash = apiVersion.indexOf('/');
        ResourceDefinitionContext.Builder context = new ResourceDefinitionContext.Builder();
        if (slash > 0) {
            context.withGroup(apiVersion.substring(0, slash));
        }
        return context.withVersion(apiVersion.substring(slash + 1))
                .withKind(kind.kind()).withPlural(kind.plural()).withNamespaced(true)
                .build();
    }

    private ObjectNode json(GenericKubernetesResource object) throws IOException {
        return Json.parseObject(client.getKubernetesSerialization().asJson(object));
    }
}
