package io.jenkins.plugins.mlcd.loop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.record.BuildLayout;
import io.jenkins.plugins.mlcd.record.EventLog;
import io.jenkins.plugins.mlcd.record.Json;
import io.jenkins.plugins.mlcd.record.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Joins what a build recorded into {@code lineage.json}: which cause, data, trial, gate and traffic step made the model that
 * the build registered. It may be written again whenever more is known; a stage that did not run is absent.
 */
public final class Lineage {

    private final BuildLayout layout;
    private final ObjectNode lineage = Json.object();

    private Lineage(BuildLayout layout) {
        this.layout = layout;
    }

    /** Why a build ran, as its cause says. */
    public record Cause(String kind, String summary, Map<String, ?> evidence) {}

    /**
     * Writes the lineage of {@code version} beside the build's other records.
     *
     * @param job full name of the job
     * @param commit of the code, when it is known
     * @throws IOException when a record of the build cannot be read
     */
    public static void write(
            BuildLayout layout, String job, int build, Optional<Cause> cause, ModelVersion version, Optional<String> commit)
            throws IOException {
        Lineage join = new Lineage(layout);
        join.lineage
                .put("schema", Schema.LINEAGE.name())
                .put("version", Schema.LINEAGE.version())
                .put("model", version.id())
                .put("job", job)
                .put("build", build);
        cause.ifPresent(c -> join.lineage.set("cause", Json.mapper().valueToTree(c)));
        join.dataset();
        join.trial(version);
        commit.ifPresent(hash -> join.lineage.put("commit", hash));
        join.validation();
        join.rollout();
        Json.write(layout.lineage(), join.lineage);
    }

    private void dataset() throws IOException {
        if (!Files.exists(layout.dataset())) {
            return;
        }
        ObjectNode dataset = Json.read(layout.dataset(), ObjectNode.class);
        lineage.set("dataset", dataset.retain(List.of("name", "dataVersion", "samples", "newSamples")));
    }

    private void trial(ModelVersion version) throws IOException {
        if (version.study().isPresent() && version.trial().isPresent()) {
            lineage.put("study", version.study().get()).put("trial", version.trial().get());
            Path file = layout.study(version.study().get());
            for (ObjectNode event : EventLog.read(file, Schema.STUDY)) {
                if (event.path("event").asText().equals("asked") && event.path("trial").asInt(-1) == version.trial().get()) {
                    copy(event, "algorithm");
                }
            }
        }
        lineage.set("params", Json.mapper().valueToTree(version.params()));
        lineage.set("metrics", Json.mapper().valueToTree(version.metrics()));
    }

    private void validation() throws IOException {
        if (Files.exists(layout.validation())) {
            JsonNode verdict = Json.read(layout.validation(), ObjectNode.class).path("verdict");
            lineage.set("validation", verdict);
        }
    }

    private void rollout() throws IOException {
        ArrayNode steps = Json.mapper().createArrayNode();
        for (ObjectNode event : EventLog.read(layout.rollout(), Schema.ROLLOUT)) {
            switch (event.path("event").asText()) {
                case "weight" -> steps.add(event.deepCopy().retain(List.of("at", "weight")));
                case "phase" -> copy(event, "phase");
                default -> { } // what was analysed is in the rollout's own record
            }
        }
        if (!steps.isEmpty()) {
            lineage.set("rollout", steps);
        }
    }

    private void copy(ObjectNode event, String field) {
        if (event.hasNonNull(field)) {
            lineage.set(field, event.get(field));
        }
    }
}
