package io.jenkins.plugins.mlcd.dataset;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.record.BuildLayout;
import io.jenkins.plugins.mlcd.record.Json;
import io.jenkins.plugins.mlcd.record.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What a build records of its data set: {@code dataset.json}, and which contents it has beside it. */
public final class DatasetRecord {

    private DatasetRecord() {}

    /**
     * Writes both files.
     *
     * @param known contents of the data that the model in production was trained with
     * @param schema in force
     * @return what {@code dataset.json} holds
     */
    public static ObjectNode write(
            BuildLayout layout, String name, String path, DatasetScan scan, ContentKeys known, List<DatasetCheck> checks,
            Optional<CaptureImport> captured, Optional<LabelImport> labels, Optional<DataSchema> schema) throws IOException {
        ObjectNode node = Json.object()
                .put("schema", Schema.DATASET.name())
                .put("version", Schema.DATASET.version())
                .put("name", name)
                .put("path", path)
                .put("dataVersion", scan.version())
                .put("samples", scan.samples())
                .put("newSamples", scan.keys().without(known));
        node.set("classes", Json.mapper().valueToTree(scan.classes()));
        ArrayNode parts = node.putArray("parts");
        scan.parts().forEach(part -> parts.addObject()
                .put("path", part.path())
                .put("samples", part.samples())
                .put("unlabelled", part.unlabelled())
                .put("invalid", part.invalid())
                .put("sha256", part.sha256()));
        captured.ifPresent(taken -> node.set("captured", Json.mapper().valueToTree(taken)));
        labels.ifPresent(taken -> node.set("labels",
                ((ObjectNode) Json.mapper().valueToTree(taken)).put("provenance", layout.provenance(name).getFileName().toString())));
        if (scan.invalidRows() > 0) {
            node.set("invalid", Json.mapper().valueToTree(scan.invalid()));
            node.put("quarantine", layout.quarantine(name).getFileName().toString());
        } else if (Files.isRegularFile(layout.quarantine(name))) {
            carryOver(layout, name, node);
        }
        schema.ifPresent(now -> node.putObject("dataSchema").put("number", now.number()).put("build", now.build()));
        node.set("checks", Json.mapper().valueToTree(checks));
        node.put("verdict", DatasetChecks.verdict(checks).name());
        scan.keys().write(layout.samples(name));
        Json.write(layout.dataset(), node);
        return node;
    }

    /** The step is done again after a restart, when it has taken the rows out already. */
    private static void carryOver(BuildLayout layout, String name, ObjectNode node) throws IOException {
        ObjectNode before = Files.isRegularFile(layout.dataset()) ? Json.read(layout.dataset(), ObjectNode.class) : Json.object();
        node.put("quarantine", layout.quarantine(name).getFileName().toString());
        if (before.path("name").asText().equals(name) && before.has("invalid")) {
            node.set("invalid", before.get("invalid"));
        }
    }

    /** The contents that a build recorded for the data set called {@code name}; none when it recorded none. */
    public static ContentKeys contents(BuildLayout layout, String name) throws IOException {
        Path file = layout.samples(name);
        return Files.isRegularFile(file) ? ContentKeys.read(file) : ContentKeys.NONE;
    }
}
