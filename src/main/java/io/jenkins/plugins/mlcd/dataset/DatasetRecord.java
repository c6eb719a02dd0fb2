package io.jenkins.plugins.mlcd.dataset;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.record.BuildLayout;
import io.jenkins.plugins.mlcd.record.Json;
import io.jenkins.plugins.mlcd.record.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a build records of its data set: {@code dataset.json}, and the content hashes of its samples beside it. */
public final class DatasetRecord {

    private DatasetRecord() {}

    /**
     * Writes both files.
     *
     * @param known hashes of the data that the model in production was trained with
     * @return what {@code dataset.json} holds
     */
    public static ObjectNode write(
            BuildLayout layout, String name, String path, DatasetScan scan, Set<String> known, List<DatasetCheck> checks,
            Optional<CaptureImport> captured) throws IOException {
        ObjectNode node = Json.object()
                .put("schema", Schema.DATASET.name())
                .put("version", Schema.DATASET.version())
                .put("name", name)
                .put("path", path)
                .put("dataVersion", scan.version())
                .put("samples", scan.samples())
                .put("newSamples", scan.newSamples(known));
        node.set("classes", Json.mapper().valueToTree(scan.classes()));
        ArrayNode parts = node.putArray("parts");
        scan.parts().forEach(part -> parts.addObject()
                .put("path", part.path())
                .put("samples", part.samples())
                .put("unlabelled", part.unlabelled())
                .put("sha256", part.sha256()));
        captured.ifPresent(taken -> node.set("captured", Json.mapper().valueToTree(taken)));
        node.set("checks", Json.mapper().valueToTree(checks));
        node.put("verdict", DatasetChecks.verdict(checks).name());
        Files.createDirectories(layout.directory());
        Files.write(hashFile(layout, name), scan.hashes());
        Json.write(layout.dataset(), node);
        return node;
    }

    /** The hashes that a build recorded for the data set called {@code name}; none when it recorded none. */
    public static Set<String> hashes(BuildLayout layout, String name) throws IOException {
        Path file = hashFile(layout, name);
        return Files.isRegularFile(file) ? new HashSet<>(Files.readAllLines(file)) : Set.of();
    }

    private static Path hashFile(BuildLayout layout, String name) {
        return layout.directory().resolve("samples-" + BuildLayout.requireName("data set", name) + ".txt");
    }
}
