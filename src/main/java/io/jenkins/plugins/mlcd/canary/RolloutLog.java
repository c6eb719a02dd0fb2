package io.jenkins.plugins.mlcd.canary;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.record.EventLog;
import io.jenkins.plugins.mlcd.record.Json;
import io.jenkins.plugins.mlcd.record.Schema;
import io.jenkins.plugins.mlcd.record.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** Writes and reads the events of rollouts in {@code rollout.jsonl}; a build that rolls out twice has both in it. */
final class RolloutLog {

    private final Path file;

    RolloutLog(Path file) {
        this.file = file;
    }

    /** The last rollout of {@code model} on {@code target}; empty when there was none. */
    Optional<RolloutState> last(String model, String target) throws IOException {
        Optional<RolloutState> state = Optional.empty();
        boolean ours = false;
        for (ObjectNode event : EventLog.read(file, Schema.ROLLOUT)) {
            if ("started".equals(event.path("event").asText())) {
                ours = model.equals(event.path("model").asText()) && target.equals(event.path("target").asText());
            }
            if (ours) {
                state = Optional.of(apply(state.orElse(null), event));
            }
        }
        return state;
    }

    RolloutState started(
            String model, Optional<String> stable, String target, RolloutDefinition definition, Instant at) throws IOException {
        ObjectNode event = event("started", at).put("model", model);
        stable.ifPresent(version -> event.put("stable", version));
        event.put("target", target).set("definition", Json.mapper().valueToTree(definition));
        return append(null, event);
    }

    RolloutState phase(RolloutState state, Phase phase, int weight, String reason, Instant at) throws IOException {
        return append(state, event("phase", at).put("phase", phase.word()).put("weight", weight).put("reason", reason));
    }

    RolloutState weight(RolloutState state, int percent, Instant at) throws IOException {
        return append(state, event("weight", at).put("weight", percent));
    }

    RolloutState reading(RolloutState state, Reading reading, Instant at) throws IOException {
        return append(state, with(event("reading", at), reading));
    }

    RolloutState analysis(RolloutState state, Optional<Reading> reading, Analysis analysis, Instant at) throws IOException {
        ObjectNode event = event("analysis", at)
                .put("weight", state.weight())
                .put("verdict", analysis.verdict().name())
                .put("reason", analysis.reason());
        reading.ifPresent(figures -> with(event, figures));
        analysis.metrics().forEach(metric -> event.withArray("metrics").add(Json.mapper().valueToTree(metric)));
        return append(state, event);
    }

    private RolloutState append(RolloutState state, ObjectNode event) throws IOException {
        try (EventLog log = EventLog.open(file, Schema.ROLLOUT)) {
            log.append(event);
        }
        return apply(state, event);
    }

    private static ObjectNode event(String name, Instant at) {
        return Json.object().put("event", name).put("at", at.toString());
    }

    private static ObjectNode with(ObjectNode event, Reading reading) {
        reading.canary().ifPresent(counters -> event.set("canary", Json.mapper().valueToTree(counters)));
        reading.stable().ifPresent(counters -> event.set("stable", Json.mapper().valueToTree(counters)));
        return event;
    }

    /** The state after one event; reading the log and writing it go through the same fold. */
    private RolloutState apply(RolloutState state, ObjectNode event) throws IOException {
        try {
            Instant at = Instant.parse(event.path("at").asText());
            return switch (event.path("event").asText()) {
                case "started" -> RolloutState.started(
                        event.path("model").asText(),
                        Optional.ofNullable(event.get("stable")).map(node -> node.asText()),
                        event.path("target").asText(),
                        Json.mapper().treeToValue(event.path("definition"), RolloutDefinition.class),
                        at);
                case "phase" -> state.entered(Phase.of(event.path("phase").asText()), event.path("reason").asText());
                case "weight" -> state.weighted(event.path("weight").asInt(), at);
                case "reading" -> state.read(Json.mapper().treeToValue(event, Reading.class));
                case "analysis" -> state.looked(at, reading(event), Verdict.valueOf(event.path("verdict").asText()));
                default -> state;
            };
        } catch (JsonProcessingException | RuntimeException e) {
            throw new IOException(file + " holds a rollout event that cannot be read: " + e.getMessage(), e);
        }
    }

    private static Optional<Reading> reading(ObjectNode event) throws JsonProcessingException {
        boolean read = event.has("canary") || event.has("stable");
        return read ? Optional.of(Json.mapper().treeToValue(event, Reading.class)) : Optional.empty();
    }
}
