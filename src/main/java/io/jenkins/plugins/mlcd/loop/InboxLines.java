package io.jenkins.plugins.mlcd.loop;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.record.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The lines of {@code inbox.jsonl}. */
final class InboxLines {

    private static final TypeReference<LinkedHashMap<String, Object>> MAP = new TypeReference<>() {};

    private InboxLines() {}

    static ObjectNode line(String event, Instant at) {
        return Json.object().put("event", event).put("at", at.toString());
    }

    static ObjectNode line(String event, Instant at, String id) {
        return line(event, at).put("id", id);
    }

    static ObjectNode line(String event, Instant at, List<String> ids) {
        ObjectNode line = line(event, at);
        ids.forEach(line.putArray("ids")::add);
        return line;
    }

    static ObjectNode received(InboxEvent event) {
        ObjectNode line = line("received", event.at(), event.id())
                .put("kind", event.kind())
                .put("key", event.key())
                .put("summary", event.summary());
        line.set("evidence", Json.mapper().valueToTree(event.evidence()));
        return line;
    }

    static InboxEvent event(JsonNode line) {
        return InboxEvent.received(
                line.path("id").asText(),
                Instant.parse(line.path("at").asText()),
                line.path("kind").asText(),
                line.path("key").asText(),
                line.path("summary").asText(),
                line.hasNonNull("evidence") ? Json.mapper().convertValue(line.get("evidence"), MAP) : Map.of());
    }

    /** The ids that a line is about, whether it names one or many. */
    static List<String> ids(JsonNode line) {
        List<String> ids = new ArrayList<>();
        if (line.has("id")) {
            ids.add(line.get("id").asText());
        }
        line.path("ids").forEach(id -> ids.add(id.asText()));
        return ids;
    }
}
