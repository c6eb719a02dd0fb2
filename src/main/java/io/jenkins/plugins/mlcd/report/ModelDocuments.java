package io.jenkins.plugins.mlcd.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.record.Json;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Folds the registry of a job for its pages: every version with the stages it went through, and who was in production from when to when.
 * One event is a whole promotion or rollback, so each ends the time of the version before.
 */
final class ModelDocuments {

    private final Map<String, ObjectNode> versions = new LinkedHashMap<>();
    private final Map<String, Deque<ObjectNode>> production = new LinkedHashMap<>();

    ModelDocuments(List<ObjectNode> events) {
        for (ObjectNode event : events) {
            String id = id(event, "version");
            switch (event.path("event").asText()) {
                case "registered" -> {
                    ObjectNode version = event.deepCopy().put("id", id).put("stage", "candidate");
                    version.remove("event");
                    version.putArray("stages");
                    versions.put(id, version);
                    production.computeIfAbsent(event.path("model").asText(), model -> new ArrayDeque<>());
                }
                case "stage" -> staged(event, id);
                default -> {
                    // Of a newer minor version: no page shows it yet.
                }
            }
        }
    }

    private static String id(ObjectNode event, String version) {
        return event.path("model").asText() + ":" + event.path(version).asText();
    }

    private void staged(ObjectNode event, String id) {
        ObjectNode version = versions.get(id);
        if (version == null) {
            return;
        }
        String stage = event.path("stage").asText();
        ObjectNode step = event.deepCopy();
        step.remove(List.of("event", "model", "version"));
        version.withArray("stages").add(step);
        version.put("stage", stage);
        if (stage.equals("production")) {
            intoProduction(event, id);
        }
    }

    private void intoProduction(ObjectNode event, String id) {
        Deque<ObjectNode> spans = production.get(event.path("model").asText());
        boolean rollback = event.hasNonNull("rolledBack");
        if (!spans.isEmpty()) {
            ObjectNode before = spans.peekLast();
            before.set("to", event.path("at"));
            before.put("ended", rollback ? "rejected" : "retired");
            left(versions.get(before.path("id").asText()), event, rollback ? "rejected" : "retired", rollback ? event.path("reason").asText() : id + " followed");
            versions.get(id).put("stage", "production");
        }
        ObjectNode span = Json.object().put("id", id).put("rollback", rollback);
        span.set("from", event.path("at"));
        for (String field : List.of("by", "reason", "build")) {
            if (event.has(field)) {
                span.set(field, event.get(field));
            }
        }
        spans.addLast(span);
    }

    /** The version before leaves by the same event, which its own history does not have. */
    private static void left(ObjectNode version, ObjectNode event, String stage, String reason) {
        version.put("stage", stage);
        ObjectNode step = version.withArray("stages").addObject().put("stage", stage).put("reason", reason);
        for (String field : List.of("at", "build", "by")) {
            if (event.has(field)) {
                step.set(field, event.get(field));
            }
        }
    }

    /** Names of the models, oldest first. */
    Iterable<String> models() {
        return production.keySet();
    }

    /** The last {@code most} times of versions in production, oldest first. */
    ArrayNode timeline(String model, int most) {
        ArrayNode spans = Json.mapper().createArrayNode();
        Deque<ObjectNode> all = production.get(model);
        all.stream().skip(Math.max(0, all.size() - most)).forEach(spans::add);
        return spans;
    }

    /** A model in short: how many versions it has, which is in production since when and why, and which is the newest. */
    ObjectNode summary(String model) {
        ObjectNode summary = Json.object().put("model", model);
        List<ObjectNode> all = versions.values().stream().filter(version -> version.path("model").asText().equals(model)).toList();
        summary.put("versions", all.size());
        summary.set("newest", brief(all.get(all.size() - 1)));
        ObjectNode span = production.get(model).peekLast();
        if (span != null) {
            ObjectNode now = brief(versions.get(span.path("id").asText()));
            now.setAll(span);
            summary.set("production", now);
        }
        return summary;
    }

    List<String> inProduction() {
        return production.values().stream().filter(spans -> !spans.isEmpty()).map(spans -> spans.peekLast().path("id").asText()).toList();
    }

    OptionalInt lastPromoted() {
        return production.values().stream()
                .flatMap(Deque::stream)
                .filter(span -> !span.path("rollback").asBoolean() && span.path("build").asInt() > 0)
                .max(Comparator.comparing(span -> Instant.parse(span.path("from").asText())))
                .map(span -> OptionalInt.of(span.path("build").asInt()))
                .orElse(OptionalInt.empty());
    }

    private static ObjectNode brief(ObjectNode version) {
        return version.deepCopy().retain(List.of("id", "version", "build", "stage", "metrics", "at", "study", "trial", "bytes"));
    }

    /** Every version with its stages, the newest {@code most}, oldest first. */
    ArrayNode versions(int most) {
        ArrayNode list = Json.mapper().createArrayNode();
        versions.values().stream().skip(Math.max(0, versions.size() - most)).forEach(list::add);
        return list;
    }

    /** The versions that a build registered, with their stages. */
    ArrayNode ofBuild(int build) {
        ArrayNode list = Json.mapper().createArrayNode();
        versions.values().stream().filter(version -> version.path("build").asInt(-1) == build).forEach(list::add);
        return list;
    }
}
