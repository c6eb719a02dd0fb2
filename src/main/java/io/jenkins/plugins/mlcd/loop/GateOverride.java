package io.jenkins.plugins.mlcd.loop;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.record.BuildLayout;
import io.jenkins.plugins.mlcd.record.Json;
import io.jenkins.plugins.mlcd.record.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * What a person decided where a gate did not pass: {@code override.json} of a build. It is decided once.
 *
 * @param model version that it is about
 * @param approved whether the model may go on
 * @param by who decided, as Jenkins knows the person
 * @param at when
 * @param reason at most {@value #MAX_REASON} characters, not blank
 */
public record GateOverride(String model, boolean approved, String by, Instant at, String reason) {

    public static final int MAX_REASON = 1000;

    /** @throws IllegalArgumentException when there is no reason, or it is too long */
    public GateOverride {
        reason = reason == null ? "" : reason.strip();
        if (reason.isEmpty() || reason.length() > MAX_REASON) {
            throw new IllegalArgumentException("the reason must have 1 to " + MAX_REASON + " characters, but has " + reason.length());
        }
    }

    /** What was decided in a build; empty when nothing was yet, or only on another model. */
    public static Optional<GateOverride> read(BuildLayout layout, String model) throws IOException {
        return read(layout).filter(decided -> decided.model.equals(model));
    }

    private static Optional<GateOverride> read(BuildLayout layout) throws IOException {
        Path file = layout.override();
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        ObjectNode node = Json.read(file, ObjectNode.class);
        Schema.OVERRIDE.requireReadable(new Schema(node.path("schema").asText(), Math.max(1, node.path("version").asInt())), file);
        return Optional.of(new GateOverride(node.path("model").asText(), node.path("approved").asBoolean(), node.path("by").asText(),
                Instant.parse(node.path("at").asText()), node.path("reason").asText()));
    }

    /**
     * Records the decision.
     *
     * @throws IllegalArgumentException when it was decided already
     */
    public void write(BuildLayout layout) throws IOException {
        synchronized (GateOverride.class) {
            Optional<GateOverride> before = read(layout, model);
            if (before.isPresent()) {
                throw new IllegalArgumentException(model + " was " + before.get().word() + " already, by " + before.get().by + ": " + before.get().reason);
            }
            Json.write(layout.override(), json().put("schema", Schema.OVERRIDE.name()).put("version", Schema.OVERRIDE.version()));
        }
    }

    public ObjectNode json() {
        return Json.object().put("model", model).put("approved", approved).put("by", by).put("at", at.toString()).put("reason", reason);
    }

    /** {@code approved} or {@code declined}. */
    public String word() {
        return approved ? "approved" : "declined";
    }
}
