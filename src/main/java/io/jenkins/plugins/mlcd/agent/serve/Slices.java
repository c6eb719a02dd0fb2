package io.jenkins.plugins.mlcd.agent.serve;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.monitor.profile.SliceProfile;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The fields of a request's context by which traffic is sliced: those that are text, true or false, however deep. */
final class Slices {

    private Slices() {}

    /** Values by field, the names of nested fields joined by dots; at most {@value SliceProfile#MAX_FIELDS}. */
    static Map<String, String> of(Optional<ObjectNode> context) {
        if (context.isEmpty()) {
            return Map.of();
        }
        Map<String, String> slices = new LinkedHashMap<>();
        gather(context.get(), "", slices);
        return slices;
    }

    private static void gather(ObjectNode object, String path, Map<String, String> slices) {
        object.fields().forEachRemaining(field -> {
            String name = path + field.getKey();
            JsonNode value = field.getValue();
            if (value instanceof ObjectNode inner) {
                gather(inner, name + ".", slices);
            } else if ((value.isTextual() || value.isBoolean()) && slices.size() < SliceProfile.MAX_FIELDS) {
                slices.put(name, value.asText());
            }
        });
    }
}
