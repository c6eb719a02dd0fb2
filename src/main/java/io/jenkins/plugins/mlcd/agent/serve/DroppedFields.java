package io.jenkins.plugins.mlcd.agent.serve;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Fields of requests that must leave no trace: such as {@code name} (at any depth) or {@code customer.email} (there only). Upper and lower case
 * count as the same.
 */
public final class DroppedFields {

    public static final DroppedFields NONE = new DroppedFields(List.of());

    /** What true labels are joined by and what rows are made of. */
    private static final Set<String> NEEDED = Set.of("id", "at", "model", "prediction", "confidence", "label", "input");

    private static final Pattern NAME = Pattern.compile("[^\\s,]{1,128}");

    private final Set<String> names = new TreeSet<>();

    /** @throws IllegalArgumentException for a field without which nothing can be captured, and for text that is no name */
    public DroppedFields(Collection<String> fields) {
        for (String field : fields) {
            String name = field.toLowerCase(Locale.ROOT);
            if (!NAME.matcher(name).matches() || NEEDED.contains(name)) {
                throw new IllegalArgumentException("drop-fields '" + field + "' "
                        + (NEEDED.contains(name) ? "is needed to join captured rows with true labels" : "is not the name of a field"));
            }
            names.add(name);
        }
    }

    public boolean isEmpty() {
        return names.isEmpty();
    }

    /** Whether a field is dropped that is found at {@code path}, its names joined by dots. */
    public boolean covers(String path) {
        String lower = path.toLowerCase(Locale.ROOT);
        return names.contains(lower) || names.contains(lower.substring(lower.lastIndexOf('.') + 1));
    }

    /** Takes the dropped fields out of {@code object} and everything in it. */
    public void removeFrom(ObjectNode object) {
        if (!isEmpty()) {
            remove(object, "");
        }
    }

    private void remove(JsonNode node, String path) {
        if (node instanceof ObjectNode object) {
            List<String> gone = new ArrayList<>();
            for (Iterator<Map.Entry<String, JsonNode>> fields = object.fields(); fields.hasNext(); ) {
                Map.Entry<String, JsonNode> field = fields.next();
                String inner = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
                if (covers(inner)) {
                    gone.add(field.getKey());
                } else {
                    remove(field.getValue(), inner);
                }
            }
            object.remove(gone);
        } else {
            node.forEach(element -> remove(element, path));
        }
    }

    @Override
    public String toString() {
        return String.join(",", names);
    }
}
