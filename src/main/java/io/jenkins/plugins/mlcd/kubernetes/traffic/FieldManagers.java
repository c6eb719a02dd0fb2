package io.jenkins.plugins.mlcd.kubernetes.traffic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.kubernetes.objects.ClusterObjects;
import java.util.Comparator;
import java.util.stream.StreamSupport;

/** Who wrote to an object, by the field managers that the API server keeps of it (kubernetes.io, "Server-Side Apply"). */
public final class FieldManagers {

    private FieldManagers() {}

    /**
     * Who last wrote the rules of the object beside us, and when.
     *
     * @param field of {@code spec}, with all that is below it; a list of rules has no keys, so that one manager has all of it
     */
    public static String lastForeign(ObjectNode object, String field) {
        return StreamSupport.stream(object.path("metadata").path("managedFields").spliterator(), false)
                .filter(entry -> !entry.path("manager").asText().equals(ClusterObjects.FIELD_MANAGER))
                .filter(entry -> entry.path("fieldsV1").path("f:spec").has("f:" + field))
                .max(Comparator.comparing(entry -> entry.path("time").asText()))
                .map(FieldManagers::words)
                .orElse("somebody whom the API server does not name");
    }

    private static String words(JsonNode entry) {
        String time = entry.path("time").asText();
        return "'" + entry.path("manager").asText() + "'" + (time.isEmpty() ? "" : " at " + time);
    }
}
