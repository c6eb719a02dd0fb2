package io.jenkins.plugins.mlcd.record;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Files of the record that hold one JSON object, which states its schema and version. */
public final class RecordFile {

    private RecordFile() {}

    /**
     * What {@code file} holds, in today's form; an older version is migrated.
     *
     * @return empty when there is no such file
     * @throws IOException when it is no JSON object, holds something else, or was written by a newer version
     */
    public static Optional<ObjectNode> read(Path file, Schema schema) throws IOException {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        ObjectNode object = Json.read(file, ObjectNode.class);
        Schema stated = Schema.stated(object, file.toString());
        schema.requireReadable(stated, file);
        return Optional.of(Migrations.KNOWN.migrate(object, stated, schema));
    }

    /** A new object that states {@code schema}. */
    public static ObjectNode object(Schema schema) {
        return Json.object().put("schema", schema.name()).put("version", schema.version());
    }
}
