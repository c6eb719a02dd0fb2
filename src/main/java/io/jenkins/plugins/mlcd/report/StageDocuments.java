package io.jenkins.plugins.mlcd.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.record.BuildLayout;
import io.jenkins.plugins.mlcd.record.EventLog;
import io.jenkins.plugins.mlcd.record.Json;
import io.jenkins.plugins.mlcd.record.RecordFile;
import io.jenkins.plugins.mlcd.record.Schema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Folds the logs of rollouts and of monitoring: one object for each rollout or watch that the log holds. */
final class StageDocuments {

    private StageDocuments() {}

    /** What the stages of a build recorded, but for its studies; a stage that did not run is absent. */
    static ObjectNode of(BuildLayout layout) throws IOException {
        ObjectNode stages = Json.object();
        setIfThere(stages, "dataset", layout.dataset(), Schema.DATASET);
        setIfThere(stages, "validation", layout.validation(), Schema.VALIDATION);
        setIfThere(stages, "override", layout.override(), Schema.OVERRIDE);
        setIfThere(stages, "lineage", layout.lineage(), Schema.LINEAGE);
        stages.set("rollouts", rollouts(EventLog.read(layout.rollout(), Schema.ROLLOUT)));
        stages.set("watches", watches(EventLog.read(layout.monitor(), Schema.MONITOR)));
        return stages;
    }

    private static void setIfThere(ObjectNode stages, String name, Path file, Schema schema) throws IOException {
        RecordFile.read(file, schema).ifPresent(record -> stages.set(name, record));
    }

    /** The rollouts of a build, each with its {@code phases}, {@code weights}, {@code analyses}, {@code commands} of people and {@code foreignWrites} in order of time. */
    static ArrayNode rollouts(List<ObjectNode> events) {
        ArrayNode rollouts = Json.mapper().createArrayNode();
        ObjectNode rollout = null;
        for (ObjectNode event : events) {
            String kind = event.path("event").asText();
            if (kind.equals("started")) {
                rollout = rollouts.addObject();
                rollout.setAll(event);
                List.of("phases", "weights", "analyses", "commands", "foreignWrites").forEach(rollout::putArray);
            } else if (rollout != null) {
                switch (kind) {
                    case "phase" -> rollout.withArray("phases").add(event);
                    case "weight" -> rollout.withArray("weights").add(event);
                    case "command" -> rollout.withArray("commands").add(event);
                    case "foreignWrite" -> rollout.withArray("foreignWrites").add(event);
                    case "analysis" -> rollout.withArray("analyses").add(event);
                    default -> {
                        // An event of a newer minor version: what it says is not drawn yet.
                    }
                }
            }
        }
        return rollouts;
    }

    /** The watches of a build, each with its {@code windows} in order and, when it ended, its {@code verdict}. */
    static ArrayNode watches(List<ObjectNode> events) {
        ArrayNode watches = Json.mapper().createArrayNode();
        ObjectNode watch = null;
        for (ObjectNode event : events) {
            String kind = event.path("event").asText();
            if (kind.equals("watched")) {
                watch = watches.addObject();
                watch.setAll(event);
                watch.putArray("windows");
            } else if (watch != null && kind.equals("window")) {
                watch.withArray("windows").add(event);
            } else if (watch != null && kind.equals("verdict")) {
                watch.set("verdict", event);
            }
        }
        return watches;
    }
}
