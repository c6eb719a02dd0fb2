package io.jenkins.plugins.mlcd.kubernetes.traffic;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.canary.TrafficSplit;
import io.jenkins.plugins.mlcd.record.Json;
import java.util.List;
import java.util.Optional;

/**
 * What was last written to a routing object, kept in an annotation of it: whoever restarts knows it again, and whatever
 * differs was written by somebody else.
 *
 * @param split that were written
 * @param before how the shared rules were before the first write, in their order
 */
record TrafficRecord(TrafficSplit split, List<Before> before) {

    static final String ANNOTATION = "mlcd.jenkins.io/traffic";

    TrafficRecord {
        split = split == null ? TrafficSplit.NONE : split;
        before = before == null ? List.of() : List.copyOf(before);
    }

    /**
     * The weights of a rule before the first write.
     *
     * @param stableWeight when it was written
     * @param canaryDeclared whether the rule had the canary
     * @param canaryWeight when it was written
     */
    record Before(Optional<Integer> stableWeight, boolean canaryDeclared, Optional<Integer> canaryWeight) {

        Before {
            stableWeight = stableWeight == null ? Optional.empty() : stableWeight;
            canaryWeight = canaryWeight == null ? Optional.empty() : canaryWeight;
        }
    }

    /** The record of an object; empty when it has none that can be read: then what is there now counts as what was there before. */
    static Optional<TrafficRecord> of(ObjectNode object) {
        JsonNode text = object.path("metadata").path("annotations").path(ANNOTATION);
        try {
            return text.isTextual() ? Optional.of(Json.mapper().readValue(text.asText(), TrafficRecord.class)) : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    Optional<Before> before(int rule) {
        return rule < before.size() ? Optional.of(before.get(rule)) : Optional.empty();
    }

    /** Writes the record, or removes it when nothing is shared. */
    void into(ObjectNode object) {
        ObjectNode metadata = object.withObject("/metadata");
        if (split.weight() > 0 || split.mirror() > 0) {
            metadata.withObject("/annotations").put(ANNOTATION, Json.line(this));
        } else if (metadata.get("annotations") instanceof ObjectNode annotations) {
            annotations.remove(ANNOTATION);
            if (annotations.isEmpty()) {
                metadata.remove("annotations");
            }
        }
    }
}
