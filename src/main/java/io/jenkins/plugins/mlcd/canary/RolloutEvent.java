package io.jenkins.plugins.mlcd.canary;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.record.Json;
import io.jenkins.plugins.mlcd.record.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A fact about a rollout; the state is what they add up to. Each knows its line in the record. */
sealed interface RolloutEvent {

    Instant at();

    /** The line of the record, without the time. */
    ObjectNode json();

    /** @param commands number of the last command of a person that was there before */
    record Started(String model, Optional<String> stable, String target, RolloutDefinition definition, int commands, Instant at)
            implements RolloutEvent {

        @Override
        public ObjectNode json() {
            ObjectNode event = Json.object().put("event", "started").put("model", model);
            stable.ifPresent(version -> event.put("stable", version));
            event.put("target", target).put("commands", commands).set("definition", Json.mapper().valueToTree(definition));
            return event;
        }
    }

    /** @param awaits whose approval a pause waits for: a weight, or the promotion */
    record PhaseEntered(Phase phase, int weight, String reason, Optional<String> awaits, Instant at) implements RolloutEvent {

        @Override
        public ObjectNode json() {
            ObjectNode event = Json.object().put("event", "phase").put("phase", phase.word()).put("weight", weight).put("reason", reason);
            awaits.ifPresent(what -> event.put("awaits", what));
            return event;
        }
    }

    /** Before it is set. */
    record WeightChosen(int weight, int mirror, Instant at) implements RolloutEvent {

        @Override
        public ObjectNode json() {
            ObjectNode event = Json.object().put("event", "weight").put("weight", weight);
            return mirror == 0 ? event : event.put("mirror", mirror);
        }
    }

    /** The figures from which the first look counts. */
    record FirstRead(Reading reading, Instant at) implements RolloutEvent {

        @Override
        public ObjectNode json() {
            return with(Json.object().put("event", "reading"), reading);
        }
    }

    /**
     * @param reading absent when the figures could not be read
     * @param history with this look; absent when it is to be made of the reading
     */
    record Looked(int weight, Optional<Reading> reading, Optional<History> history, Analysis analysis, Instant at) implements RolloutEvent {

        @Override
        public ObjectNode json() {
            ObjectNode event = Json.object().put("event", "analysis").put("weight", weight).put("verdict", analysis.verdict().name()).put("reason", analysis.reason());
            reading.ifPresent(figures -> with(event, figures));
            analysis.metrics().forEach(metric -> event.withArray("metrics").add(Json.mapper().valueToTree(metric)));
            return event;
        }
    }

    /** A person said so. */
    record Commanded(PersonCommand command, boolean refused, Instant at) implements RolloutEvent {

        @Override
        public ObjectNode json() {
            return Json.object().put("event", "command").put("number", command.number()).put("action", command.action().word()).put("by", command.by())
                    .put("reason", command.reason()).put("refused", refused);
        }
    }

    /** Somebody else changed the shares. */
    record ForeignWrite(String manager, String found, ForeignWriteException.Policy policy, Instant at) implements RolloutEvent {

        @Override
        public ObjectNode json() {
            return Json.object().put("event", "foreignWrite").put("manager", manager).put("found", found).put("policy", policy.name().toLowerCase(Locale.ROOT));
        }
    }

    private static ObjectNode with(ObjectNode event, Reading reading) {
        reading.canary().ifPresent(counters -> event.set("canary", Json.mapper().valueToTree(counters)));
        reading.stable().ifPresent(counters -> event.set("stable", Json.mapper().valueToTree(counters)));
        return event;
    }

    /** The event of a line of the record; empty when this version does not know it. */
    static Optional<RolloutEvent> of(ObjectNode line) throws JsonProcessingException {
        Instant at = Instant.parse(line.path("at").asText());
        String reason = line.path("reason").asText();
        return Optional.ofNullable(switch (line.path("event").asText()) {
            case "started" -> new Started(
                    line.path("model").asText(),
                    text(line, "stable"),
                    line.path("target").asText(),
                    Json.mapper().treeToValue(line.path("definition"), RolloutDefinition.class),
                    line.path("commands").asInt(),
                    at);
            case "phase" -> new PhaseEntered(Phase.of(line.path("phase").asText()), line.path("weight").asInt(), reason, text(line, "awaits"), at);
            case "weight" -> new WeightChosen(line.path("weight").asInt(), line.path("mirror").asInt(), at);
            case "reading" -> new FirstRead(Json.mapper().treeToValue(line, Reading.class), at);
            case "analysis" -> new Looked(line.path("weight").asInt(), reading(line), Optional.empty(),
                    new Analysis(Verdict.valueOf(line.path("verdict").asText()), reason, List.of()), at);
            case "command" -> new Commanded(
                    new PersonCommand(line.path("number").asInt(), PersonCommand.Action.of(line.path("action").asText()), line.path("by").asText(), at, reason),
                    line.path("refused").asBoolean(), at);
            case "foreignWrite" -> new ForeignWrite(line.path("manager").asText(), line.path("found").asText(),
                    ForeignWriteException.Policy.valueOf(line.path("policy").asText().toUpperCase(Locale.ROOT)), at);
            default -> null;
        });
    }

    private static Optional<String> text(ObjectNode line, String name) {
        return line.hasNonNull(name) ? Optional.of(line.get(name).asText()) : Optional.empty();
    }

    private static Optional<Reading> reading(ObjectNode line) throws JsonProcessingException {
        boolean read = line.has("canary") || line.has("stable");
        return read ? Optional.of(Json.mapper().treeToValue(line, Reading.class)) : Optional.empty();
    }
}
