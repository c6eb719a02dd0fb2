package io.jenkins.plugins.mlcd.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.record.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Folds the inbox of a job: each cause that came in, and what became of it. */
final class InboxDocument {

    private InboxDocument() {}

    /** The newest {@code most} causes, the newest first, each as it was received with {@code outcome}, {@code detail} and {@code build}. */
    static ArrayNode of(List<ObjectNode> events, int most) {
        Map<String, ObjectNode> causes = new LinkedHashMap<>();
        for (ObjectNode event : events) {
            String kind = event.path("event").asText();
            if (kind.equals("received")) {
                ObjectNode cause = event.deepCopy().put("outcome", "pending");
                cause.remove("event");
                causes.put(event.path("id").asText(), cause);
            } else if (event.path("ids").isArray()) {
                event.path("ids").forEach(id -> became(causes.get(id.asText()), kind, event));
            } else {
                became(causes.get(event.path("id").asText()), kind, event);
            }
        }
        ArrayNode list = Json.mapper().createArrayNode();
        causes.values().stream().skip(Math.max(0, causes.size() - most)).forEach(cause -> list.insert(0, cause));
        return list;
    }

    private static void became(ObjectNode cause, String kind, ObjectNode event) {
        if (cause == null) {
            return;
        }
        cause.put("outcome", kind);
        JsonNode detail = event.has("reason") ? event.get("reason") : event.path("into");
        if (!detail.isMissingNode()) {
            cause.set("detail", detail);
        }
        if (event.has("build")) {
            cause.set("build", event.get("build"));
        }
    }
}
