package io.jenkins.plugins.mlcd.record;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;

/**
 * The name and major version that the first line of every recorded file states, such as {@code mlcd/study} 1.
 *
 * @param name what the file holds, {@code mlcd/<kind>}
 * @param version its major version, from 1 up; readers refuse a newer one
 */
public record Schema(String name, int version) {

    public static final Schema STUDY = new Schema("mlcd/study", 1);
    public static final Schema DATASET = new Schema("mlcd/dataset", 1);
    public static final Schema DATASET_HISTORY = new Schema("mlcd/dataset-history", 1);
    public static final Schema VALIDATION = new Schema("mlcd/validation", 1);
    public static final Schema OVERRIDE = new Schema("mlcd/override", 1);
    public static final Schema ROLLOUT = new Schema("mlcd/rollout", 1);
    public static final Schema ROLLOUT_COMMANDS = new Schema("mlcd/rollout-commands", 1);
    public static final Schema MONITOR = new Schema("mlcd/monitor", 1);
    public static final Schema LINEAGE = new Schema("mlcd/lineage", 2);
    public static final Schema REGISTRY = new Schema("mlcd/registry", 1);
    public static final Schema PROMOTION = new Schema("mlcd/promotion", 1);
    public static final Schema INBOX = new Schema("mlcd/inbox", 1);
    public static final Schema INTAKE = new Schema("mlcd/intake", 1);
    public static final Schema SOURCE = new Schema("mlcd/source", 1);
    public static final Schema LABELS = new Schema("mlcd/labels", 1);
    public static final Schema MODEL = new Schema("mlcd/model", 1);
    public static final Schema PROFILE = new Schema("mlcd/profile", 2);

    public Schema {
        Objects.requireNonNull(name, "name");
        if (version < 1) {
            throw new IllegalArgumentException("schema version must be at least 1, but is " + version);
        }
    }

    /**
     * What an object says of itself in {@code schema} and {@code version}.
     *
     * @param where for the message
     */
    public static Schema stated(ObjectNode object, String where) throws IOException {
        int version = object.path("version").asInt();
        if (!object.path("schema").isTextual() || version < 1) {
            throw new IOException(where + " states no schema and version");
        }
        return new Schema(object.get("schema").asText(), version);
    }

    /**
     * Checks that a file that states {@code other} can be read as this schema.
     *
     * @throws IOException when the name differs or the version is newer than this one
     */
    public void requireReadable(Schema other, Path file) throws IOException {
        if (!name.equals(other.name)) {
            throw new IOException(file + " holds '" + other.name + "', but '" + name + "' was expected");
        }
        if (other.version > version) {
            throw new IOException(file + " has " + name + " version " + other.version
                    + "; this mlcd reads up to version " + version + ". Update mlcd to read it");
        }
    }
}
