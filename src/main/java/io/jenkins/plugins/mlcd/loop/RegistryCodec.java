package io.jenkins.plugins.mlcd.loop;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.record.Json;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The events of {@code registry.jsonl}: how they are written, and what they add up to. */
final class RegistryCodec {

    private RegistryCodec() {}

    static ObjectNode registered(ModelVersion version) {
        return event("registered", version);
    }

    static ObjectNode stage(StageChange change) {
        return event("stage", change).put("stage", change.stage().word());
    }

    static ObjectNode locked(PromotionLock lock) {
        return event("locked", lock);
    }

    static ObjectNode unlocked(PromotionLock lock, Instant at, String reason) {
        return Json.object().put("event", "unlocked").put("at", at.toString()).put("model", lock.model()).put("build", lock.build()).put("reason", reason);
    }

    static ObjectNode alias(Instant at, String model, String alias, Optional<String> version, int build, String by) {
        ObjectNode event = Json.object().put("event", "alias").put("at", at.toString()).put("model", model).put("alias", alias);
        version.ifPresent(number -> event.put("version", number));
        return event.put("build", build).put("by", by);
    }

    static ObjectNode filesDeleted(FilesDeleted deleted) {
        return event("filesDeleted", deleted);
    }

    private static ObjectNode event(String name, Object value) {
        ObjectNode event = Json.object().put("event", name);
        event.setAll((ObjectNode) Json.mapper().valueToTree(value));
        return event;
    }

    static RegistryState fold(List<ObjectNode> events) throws IOException {
        RegistryState state = new RegistryState();
        for (ObjectNode event : events) {
            try {
                apply(state, event);
            } catch (JsonProcessingException | IllegalArgumentException e) {
                throw new IOException("the registry holds an event that cannot be read: " + e.getMessage(), e);
            }
        }
        return state;
    }

    private static void apply(RegistryState state, ObjectNode event) throws JsonProcessingException {
        switch (event.path("event").asText()) {
            case "registered" -> state.registered(Json.mapper().treeToValue(event, ModelVersion.class));
            case "stage" -> state.changed(change(event));
            case "locked" -> state.locked(Json.mapper().treeToValue(event, PromotionLock.class));
            case "unlocked" -> state.unlocked(event.path("model").asText(), event.path("build").asInt());
            case "alias" -> state.aliased(event.path("model").asText(), event.path("alias").asText(),
                    Optional.ofNullable(event.get("version")).map(number -> number.asText()));
            case "filesDeleted" -> state.filesDeleted(Json.mapper().treeToValue(event, FilesDeleted.class));
            default -> { } // written by a later minor version
        }
    }

    private static StageChange change(ObjectNode event) throws JsonProcessingException {
        Stage stage = Stage.of(event.path("stage").asText());
        return Json.mapper().treeToValue(event.deepCopy().put("stage", stage.name()), StageChange.class);
    }
}
