package io.jenkins.plugins.mlcd.kubernetes.objects;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * One object laid over another: mappings are merged, null takes a field away, and lists whose elements all have a {@code name} (containers,
 * variables, volumes) are merged by it; everything else replaces what was there.
 */
public final class Overlay {

    private Overlay() {}

    /** A copy of {@code base} with {@code overlay} laid over it. */
    public static ObjectNode on(ObjectNode base, ObjectNode overlay) {
        ObjectNode merged = base.deepCopy();
        for (Map.Entry<String, JsonNode> field : overlay.properties()) {
            if (field.getValue().isNull()) {
                merged.remove(field.getKey());
            } else {
                merged.set(field.getKey(), merged(merged.get(field.getKey()), field.getValue()));
            }
        }
        return merged;
    }

    private static JsonNode merged(JsonNode below, JsonNode above) {
        if (below instanceof ObjectNode base && above instanceof ObjectNode overlay) {
            return on(base, overlay);
        }
        if (below instanceof ArrayNode base && above instanceof ArrayNode overlay && named(base) && named(overlay)) {
            return byName(base, overlay);
        }
        return above.deepCopy();
    }

    private static boolean named(ArrayNode list) {
        for (JsonNode each : list) {
            if (!each.path("name").isTextual()) {
                return false;
            }
        }
        return true;
    }

    private static ArrayNode byName(ArrayNode base, ArrayNode overlay) {
        ArrayNode merged = base.deepCopy();
        for (JsonNode above : overlay) {
            int position = 0;
            while (position < merged.size() && !merged.get(position).path("name").equals(above.path("name"))) {
                position++;
            }
            if (position < merged.size()) {
                merged.set(position, on((ObjectNode) merged.get(position), (ObjectNode) above));
            } else {
                merged.add(above.deepCopy());
            }
        }
        return merged;
    }
}
