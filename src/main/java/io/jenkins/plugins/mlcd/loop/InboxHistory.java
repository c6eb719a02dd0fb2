package io.jenkins.plugins.mlcd.loop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.loop.InboxEvent.Outcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Every cause with what became of it, as the lines of an inbox tell it. */
final class InboxHistory {

    private final Map<String, InboxEvent> events = new LinkedHashMap<>();
    private final Map<String, List<String>> joined = new HashMap<>();
    private final Map<Integer, List<String>> served = new HashMap<>();

    private InboxHistory() {}

    static List<InboxEvent> of(List<ObjectNode> lines) {
        InboxHistory history = new InboxHistory();
        lines.forEach(history::take);
        return List.copyOf(history.events.values());
    }

    private void take(ObjectNode line) {
        switch (line.path("event").asText()) {
            case "received" -> events.put(line.path("id").asText(), InboxLines.event(line));
            case "accepted" -> become(line, Outcome.PENDING, line.path("reason").asText());
            case "scheduled" -> become(line, Outcome.SCHEDULED, "");
            case "unscheduled" -> become(line, Outcome.PENDING, "");
            case "suppressed" -> become(line, Outcome.SUPPRESSED, line.path("reason").asText());
            case "merged" -> InboxLines.ids(line).forEach(id -> merge(id, line.path("into").asText()));
            case "repeated" -> InboxLines.ids(line).forEach(id -> events.computeIfPresent(id, (key, event) -> event.repeated()));
            case "started" -> InboxLines.ids(line).forEach(id -> start(id, line.path("build").asInt()));
            case "ended" -> end(line);
            case "carried" -> carry(line);
            default -> { } // written by a later minor version, or only for the judgement
        }
    }

    private void become(JsonNode line, Outcome outcome, String detail) {
        events.computeIfPresent(line.path("id").asText(), (key, event) -> event.becomes(outcome, detail));
    }

    private void merge(String id, String into) {
        joined.computeIfAbsent(into, key -> new ArrayList<>()).add(id);
        events.computeIfPresent(id, (key, event) -> {
            InboxEvent merged = event.becomes(Outcome.MERGED, into);
            InboxEvent leader = events.get(into);
            return leader == null ? merged : leader.build().map(merged::servedBy).orElse(merged);
        });
    }

    private void start(String id, int build) {
        events.computeIfPresent(id, (key, event) -> event.becomes(Outcome.STARTED, "").servedBy(build));
        joined.getOrDefault(id, List.of()).forEach(other -> events.computeIfPresent(other, (key, event) -> event.servedBy(build)));
        served.computeIfAbsent(build, number -> new ArrayList<>()).add(id);
    }

    private void end(JsonNode line) {
        String result = line.path("result").asText();
        String reason = line.path("reason").asText();
        for (String id : served.getOrDefault(line.path("build").asInt(), List.of())) {
            events.computeIfPresent(id, (key, event) -> event.becomes(event.outcome(), reason.isEmpty() ? result : result + ": " + reason));
        }
    }

    /** Causes whose lines are in a file that is gone. */
    private void carry(JsonNode line) {
        line.path("unjudged").forEach(event -> events.putIfAbsent(event.path("id").asText(), InboxLines.event(event)));
        for (JsonNode group : line.path("groups")) {
            Outcome outcome = group.path("scheduled").asBoolean() ? Outcome.SCHEDULED : Outcome.PENDING;
            events.putIfAbsent(group.at("/leader/id").asText(), InboxLines.event(group.path("leader")).becomes(outcome, ""));
        }
        line.path("running").forEach(build -> events.putIfAbsent(build.path("id").asText(),
                InboxLines.event(build).becomes(Outcome.STARTED, "").servedBy(build.path("build").asInt())));
    }
}
