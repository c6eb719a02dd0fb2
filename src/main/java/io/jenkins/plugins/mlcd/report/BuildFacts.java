package io.jenkins.plugins.mlcd.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.record.Json;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What Jenkins knows of a build and the record does not.
 *
 * @param number build number, from 1 up
 * @param directory the build's directory, which holds {@code mlcd/}
 * @param result Jenkins' result in upper case, {@code RUNNING} while there is none
 * @param startedAt when the build started
 * @param durationMillis how long it ran, in milliseconds
 * @param cause {@code {"kind", "summary", "evidence"}}; what started it
 */
public record BuildFacts(
        int number, Path directory, String result, Instant startedAt, long durationMillis, Optional<ObjectNode> cause) {

    public BuildFacts {
        if (number < 0) {
            throw new IllegalArgumentException("build number must not be negative, but is " + number);
        }
        Objects.requireNonNull(directory, "directory");
        Objects.requireNonNull(result, "result");
        Objects.requireNonNull(startedAt, "startedAt");
        Objects.requireNonNull(cause, "cause");
    }

    ObjectNode json() {
        ObjectNode json = Json.object()
                .put("number", number)
                .put("result", result)
                .put("startedAt", startedAt.toString())
                .put("durationMillis", durationMillis);
        cause.ifPresent(known -> json.set("cause", known));
        return json;
    }
}
