package io.jenkins.plugins.mlcd.agent.serve;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.monitor.profile.SliceProfile;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The context of a request, what a caller tells of it beside the input, as fields whose nested names are joined by dots. */
final class Contexts {

    private Contexts() {}

    /** All values that are text, numbers, true or false. */
    static Map<String, String> flat(JsonNode context) {
        Map<String, String> fields = new LinkedHashMap<>();
        gather(context, "", JsonNode::isValueNode, fields);
        return fields;
    }

    /** The fields by which traffic is sliced: those that are text, true or false; at most {@value SliceProfile#MAX_FIELDS}. */
    static Map<String, String> slices(Optional<ObjectNode> context) {
        if (context.isEmpty()) {
            return Map.of();
        }
        Map<String, String> slices = new LinkedHashMap<>();
        gather(context.get(), "", value -> (value.isTextual() || value.isBoolean()) && slices.size() < SliceProfile.MAX_FIELDS, slices);
        return slices;
    }

    private static void gather(JsonNode object, String path, Predicate<JsonNode> isWanted, Map<String, String> fields) {
        object.fields().forEachRemaining(field -> {
            if (field.getValue() instanceof ObjectNode inner) {
                gather(inner, path + field.getKey() + ".", isWanted, fields);
            } else if (isWanted.test(field.getValue())) {
                fields.put(path + field.getKey(), field.getValue().asText());
            }
        });
    }
}
