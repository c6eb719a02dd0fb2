package io.jenkins.plugins.mlcd.sources;

import io.jenkins.plugins.mlcd.record.Json;
import io.jenkins.plugins.mlcd.record.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * What is known of a source between two looks, and over restarts.
 *
 * @param schema {@code mlcd/source}
 * @param version of the schema
 * @param source what is looked at
 * @param seen what was there, once it was seen
 * @param changes how many changes were delivered
 * @param failures looks that failed since the last one that did not
 * @param error why the last look failed
 * @param lookAt when to look next
 */
public record SourceState(
        String schema, int version, String source, Optional<Observation> seen, long changes, int failures, Optional<String> error, Instant lookAt) {

    static SourceState fresh(String source, Instant lookAt) {
        return new SourceState(Schema.SOURCE.name(), Schema.SOURCE.version(), source, Optional.empty(), 0, 0, Optional.empty(), lookAt);
    }

    /** What {@code file} says, or nothing when there is none. */
    static Optional<SourceState> read(Path file) throws IOException {
        if (Files.notExists(file)) {
            return Optional.empty();
        }
        SourceState state = Json.read(file, SourceState.class);
        Schema.SOURCE.requireReadable(new Schema(state.schema, state.version), file);
        return Optional.of(state);
    }

    SourceState looked(Observation now, boolean changed, Instant next) {
        return new SourceState(schema, version, source, Optional.of(now), changes + (changed ? 1 : 0), 0, Optional.empty(), next);
    }

    SourceState waits(Instant next) {
        return new SourceState(schema, version, source, seen, changes, 0, Optional.empty(), next);
    }

    SourceState failed(String why, Instant next) {
        return new SourceState(schema, version, source, seen, changes, failures + 1, Optional.of(why), next);
    }
}
