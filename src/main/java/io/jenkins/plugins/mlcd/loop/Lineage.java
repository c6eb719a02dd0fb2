package io.jenkins.plugins.mlcd.loop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.record.BuildLayout;
import io.jenkins.plugins.mlcd.record.EventLog;
import io.jenkins.plugins.mlcd.record.JobLayout;
import io.jenkins.plugins.mlcd.record.Json;
import io.jenkins.plugins.mlcd.record.RecordFile;
import io.jenkins.plugins.mlcd.record.Schema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Joins what a build recorded into {@code lineage.json}: which cause, data, trial, machine, gate and traffic step made a model that
 * the build registered. It may be written again whenever more is known; a stage that did not run is absent.
 */
public final class Lineage {

    private final BuildLayout layout;
    private final ModelVersion version;
    private final ObjectNode lineage = RecordFile.object(Schema.LINEAGE);

    private Lineage(BuildLayout layout, ModelVersion version) {
        this.layout = layout;
        this.version = version;
    }

    /** Why a build ran, as its cause says. */
    public record Cause(String kind, String summary, Map<String, ?> evidence) {}

    /**
     * Writes the lineage of {@code version} beside the build's other records, and into the job, where it outlives the build.
     *
     * @param job full name of the job
     * @param commit of the code, when it is known
     * @throws IOException when a record of the build cannot be read
     */
    public static void write(
            BuildLayout layout, JobLayout jobLayout, String job, int build, Optional<Cause> cause, ModelVersion version, Optional<String> commit)
            throws IOException {
        Lineage join = new Lineage(layout, version);
        join.lineage.put("model", version.id()).put("job", job).put("build", build);
        cause.ifPresent(c -> join.lineage.set("cause", Json.mapper().valueToTree(c)));
        join.dataset();
        join.trial();
        commit.ifPresent(hash -> join.lineage.put("commit", hash));
        join.files();
        join.gate();
        join.rollout();
        Json.write(layout.lineage(), join.lineage);
        Json.write(jobLayout.lineage(version.model(), version.version()), join.lineage);
    }

    /**
     * What made a version, whether or not its build is still there.
     *
     * @return empty for an imported model, or when its build never came to write it
     */
    public static Optional<ObjectNode> of(Path jobDirectory, ModelVersion version) throws IOException {
        Optional<ObjectNode> kept = RecordFile.read(new JobLayout(jobDirectory).lineage(version.model(), version.version()), Schema.LINEAGE);
        if (kept.isPresent() || version.imported()) {
            return kept;
        }
        BuildLayout build = new BuildLayout(jobDirectory.resolve("builds").resolve(String.valueOf(version.build())));
        return RecordFile.read(build.lineage(), Schema.LINEAGE).filter(lineage -> version.id().equals(lineage.path("model").asText()));
    }

    private void dataset() throws IOException {
        RecordFile.read(layout.dataset(), Schema.DATASET)
                .ifPresent(dataset -> lineage.set("dataset", dataset.retain(List.of("name", "dataVersion", "samples", "newSamples", "classes"))));
    }

    private void trial() throws IOException {
        if (version.study().isPresent() && version.trial().isPresent()) {
            lineage.put("study", version.study().get()).put("trial", version.trial().get());
            for (ObjectNode event : EventLog.read(layout.study(version.study().get()), Schema.STUDY)) {
                study(event);
            }
            machine(lineage.path("resources"));
        }
        lineage.set("params", Json.mapper().valueToTree(version.params()));
        lineage.set("metrics", Json.mapper().valueToTree(version.metrics()));
    }

    private void study(ObjectNode event) {
        String kind = event.path("event").asText();
        if (kind.equals("defined")) {
            ObjectNode definition = event.withObject("/definition");
            lineage.withObject("/objective").setAll(definition.deepCopy().retain(List.of("metric", "direction")));
        } else if (event.path("trial").asInt(-1) == version.trial().orElse(-2)) {
            switch (kind) {
                case "asked" -> copy(event, lineage, "algorithm", "seed");
                case "told" -> copy(event, lineage.withObject("/objective"), "value");
                case "resources" -> lineage.withObject("/resources").setAll(event.withObject("/resources"));
                default -> { } // its learning curve is in the study's own record
            }
        }
    }

    /** Where and of what it was made, as far as the trial's figures say. */
    private void machine(JsonNode resources) {
        Map.of("agent", "agent", "image", "image", "image_id", "imageId", "commit", "commit").forEach((figure, name) -> {
            if (resources.hasNonNull(figure)) {
                lineage.set(name, resources.get(figure));
            }
        });
    }

    private void files() {
        lineage.putObject("files").put("artifacts", version.artifacts()).put("bytes", version.bytes()).put("sha256", version.sha256());
    }

    private void gate() throws IOException {
        Optional<ObjectNode> validation = RecordFile.read(layout.validation(), Schema.VALIDATION).filter(this::isOurs);
        if (validation.isEmpty()) {
            return;
        }
        ObjectNode gate = lineage.putObject("gate");
        copy(validation.get(), gate, "verdict", "summary", "baseline", "confidence");
        list(validation.get(), gate, "benchmarks", List.of("name", "samples", "error"));
        list(validation.get(), gate, "checks", List.of("check", "benchmark", "verdict", "value", "interval", "limit", "baseline", "reason"));
        GateOverride.read(layout, version.id()).ifPresent(decision -> gate.set("override", decision.json()));
    }

    private boolean isOurs(ObjectNode record) {
        return version.id().equals(record.path("model").asText());
    }

    private static void list(ObjectNode from, ObjectNode to, String name, List<String> fields) {
        ArrayNode list = to.putArray(name);
        for (JsonNode item : from.path(name)) {
            list.add(((ObjectNode) item.deepCopy()).retain(fields));
        }
    }

    /** The last rollout of the version in this build. */
    private void rollout() throws IOException {
        boolean ours = false;
        for (ObjectNode event : EventLog.read(layout.rollout(), Schema.ROLLOUT)) {
            if (event.path("event").asText().equals("started")) {
                ours = isOurs(event);
                if (ours) {
                    copy(event, lineage.putObject("rollout"), "target", "stable");
                    lineage.withObject("/rollout").putArray("steps");
                }
            } else if (ours) {
                traffic(event, lineage.withObject("/rollout"));
            }
        }
    }

    private static void traffic(ObjectNode event, ObjectNode rollout) {
        ArrayNode steps = rollout.withArray("steps");
        switch (event.path("event").asText()) {
            case "weight" -> steps.add(event.deepCopy().retain(List.of("at", "weight")));
            case "phase" -> copy(event, rollout, "phase", "reason");
            case "analysis" -> {
                if (!steps.isEmpty()) {
                    copy(event, (ObjectNode) steps.get(steps.size() - 1), "verdict", "reason");
                }
            }
            default -> { } // what was measured is in the rollout's own record
        }
    }

    private static void copy(ObjectNode from, ObjectNode to, String... fields) {
        for (String field : fields) {
            if (from.hasNonNull(field)) {
                to.set(field, from.get(field));
            }
        }
    }
}
