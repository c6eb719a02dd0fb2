package io.jenkins.plugins.mlcd.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Brings what an older version has written to the form of today, one major version at a time; each step is for one object, or for each
 * event of a log.
 */
final class Migrations {

    /** From the version that is the key to the next one. */
    private static final Map<Schema, UnaryOperator<ObjectNode>> STEPS = Map.of(new Schema(Schema.LINEAGE.name(), 1), Migrations::lineageOfOneStage);

    static final Migrations KNOWN = new Migrations(STEPS);

    private final Map<Schema, UnaryOperator<ObjectNode>> steps;

    Migrations(Map<Schema, UnaryOperator<ObjectNode>> steps) {
        this.steps = steps;
    }

    /** @throws IllegalStateException when a step is missing, which is a mistake of whoever raised a version */
    ObjectNode migrate(ObjectNode object, Schema from, Schema to) {
        ObjectNode migrated = object;
        for (int version = from.version(); version < to.version(); version++) {
            UnaryOperator<ObjectNode> step = steps.get(new Schema(to.name(), version));
            if (step == null) {
                throw new IllegalStateException("nothing leads from " + to.name() + " version " + version + " to " + (version + 1));
            }
            migrated = step.apply(migrated);
        }
        return migrated;
    }

    /** Version 1 knew of the gate only its verdict, and of the rollout only its weights. */
    private static ObjectNode lineageOfOneStage(ObjectNode lineage) {
        JsonNode verdict = lineage.remove("validation");
        if (verdict != null && verdict.isTextual()) {
            lineage.putObject("gate").set("verdict", verdict);
        }
        JsonNode phase = lineage.remove("phase");
        JsonNode steps = lineage.remove("rollout");
        if (phase != null || steps != null) {
            ObjectNode rollout = lineage.putObject("rollout");
            if (phase != null) {
                rollout.set("phase", phase);
            }
            rollout.set("steps", steps == null ? Json.mapper().createArrayNode() : steps);
        }
        return lineage.put("version", 2);
    }
}
