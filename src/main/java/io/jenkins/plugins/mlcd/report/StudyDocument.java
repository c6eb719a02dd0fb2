package io.jenkins.plugins.mlcd.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.record.Json;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Folds the events of a study's log into one object: its definition, its trials in order of number, and how it ended. */
final class StudyDocument {

    private static final String TRIAL = "trial";

    private final ObjectNode document = Json.object();
    private final Map<Integer, ObjectNode> trials = new TreeMap<>();

    private StudyDocument() {}

    static ObjectNode of(List<ObjectNode> events) {
        StudyDocument study = new StudyDocument();
        events.forEach(study::add);
        ArrayNode list = study.document.putArray("trials");
        study.trials.values().forEach(list::add);
        return study.document;
    }

    private void add(ObjectNode event) {
        switch (event.path("event").asText()) {
            case "defined" -> define(event);
            case "asked" -> asked(event);
            case "reported" -> trial(event).withArray("steps").add(step(event));
            case "told" -> finish(event, "complete");
            case "pruned" -> finish(event, "pruned");
            case "failed" -> finish(event, "failed");
            case "lost" -> finish(event, "lost");
            case "resources" -> resources(event);
            case "model" -> trial(event).set("model", event.path("path"));
            case "ended" -> document.set("ended", event);
            default -> {
                // An event of a newer minor version: what it says is not drawn yet.
            }
        }
    }

    /** The trainer and the engine each know some of the figures; the later word holds. */
    private void resources(ObjectNode event) {
        if (event.path("resources") instanceof ObjectNode figures) {
            trial(event).withObject("/resources").setAll(figures);
        }
    }

    private void define(ObjectNode event) {
        JsonNode definition = event.path("definition");
        document.set("definition", definition);
        document.set("name", definition.path("study"));
        document.set("metric", definition.path("metric"));
        document.set("direction", definition.path("direction"));
    }

    private void asked(ObjectNode event) {
        ObjectNode trial = trial(event);
        trial.put("state", "running");
        trial.remove(List.of("reason", "endedAt"));
        trial.putArray("steps");
        trial.set("startedAt", event.path("at"));
        copy(event, trial, "algorithm", "params", "seed", "worker");
    }

    private static ObjectNode step(ObjectNode event) {
        ObjectNode step = Json.object();
        copy(event, step, "step", "metrics");
        return step;
    }

    private void finish(ObjectNode event, String state) {
        ObjectNode trial = trial(event);
        trial.put("state", state);
        trial.set("endedAt", event.path("at"));
        copy(event, trial, "value", "metrics", "reason");
    }

    private ObjectNode trial(ObjectNode event) {
        int number = event.path(TRIAL).asInt();
        return trials.computeIfAbsent(number, key -> Json.object().put("number", key));
    }

    private static void copy(ObjectNode from, ObjectNode to, String... fields) {
        for (String field : fields) {
            if (from.has(field)) {
                to.set(field, from.get(field));
            }
        }
    }
}
