package io.jenkins.plugins.mlcd.loop;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.loop.InboxEvent.Outcome;
import io.jenkins.plugins.mlcd.record.JobLayout;
import io.jenkins.plugins.mlcd.record.JobLog;
import io.jenkins.plugins.mlcd.record.Json;
import io.jenkins.plugins.mlcd.record.Schema;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The causes that asked for a build of a job, over {@code <job>/mlcd/inbox.jsonl}. A cause is recorded before a build is
 * asked for; received again under the same key it is the same cause. Safe for use by all threads of the JVM.
 */
public final class Inbox {

    private static final TypeReference<LinkedHashMap<String, Object>> MAP = new TypeReference<>() {};

    private final JobLog log;
    private final InstantSource clock;

    private Inbox(Path jobDirectory, InstantSource clock) {
        this.log = new JobLog(new JobLayout(jobDirectory).inbox(), Schema.INBOX);
        this.clock = clock;
    }

    public static Inbox of(Path jobDirectory) {
        return of(jobDirectory, InstantSource.system());
    }

    public static Inbox of(Path jobDirectory, InstantSource clock) {
        return new Inbox(jobDirectory, clock);
    }

    /** Every cause with what became of it, oldest first. */
    public List<InboxEvent> events() throws IOException {
        return List.copyOf(fold(log.read()).values());
    }

    /**
     * Records a cause and whether the policy lets it start a build. The caller asks for the build when the outcome is
     * {@link Outcome#PENDING}, and may do so again after a crash: the cause of the same key is returned as it stands.
     */
    public InboxEvent receive(String kind, String key, String summary, Map<String, ?> evidence, TriggerPolicy policy)
            throws IOException {
        return log.transact((events, appender) -> {
            Map<String, InboxEvent> before = fold(events);
            Optional<InboxEvent> known = before.values().stream().filter(e -> e.key().equals(key)).findFirst();
            InboxEvent event = known.orElse(null);
            if (event == null) {
                event = new InboxEvent(
                        Integer.toString(before.size() + 1), clock.instant(), kind, key, summary,
                        new LinkedHashMap<>(evidence), Outcome.PENDING, "", Optional.empty());
                appender.append(received(event));
            }
            return judge(event, before, policy, appender);
        });
    }

    /** Only a cause whose judgement is not on record, which a crash may have prevented, is judged (again). */
    private InboxEvent judge(
            InboxEvent event, Map<String, InboxEvent> before, TriggerPolicy policy, JobLog.Appender appender) throws IOException {
        if (event.outcome() != Outcome.PENDING) {
            return event;
        }
        List<InboxEvent> earlier =
                before.values().stream().takeWhile(e -> !e.id().equals(event.id())).toList();
        Optional<String> refusal = policy.refusal(earlier, event.at());
        if (refusal.isEmpty()) {
            return event;
        }
        appender.append(at("suppressed", clock.instant()).put("id", event.id()).put("reason", refusal.get()));
        return event.becomes(Outcome.SUPPRESSED, refusal.get(), Optional.empty());
    }

    /** The cause joins another one that waits for its build. */
    public void merged(String id, String into) throws IOException {
        log.transact((events, appender) -> {
            appender.append(at("merged", clock.instant()).put("id", id).put("into", into));
            return null;
        });
    }

    /** A build began because of these causes. */
    public void started(List<String> ids, int build) throws IOException {
        log.transact((events, appender) -> {
            ObjectNode event = at("started", clock.instant());
            ids.forEach(event.putArray("ids")::add);
            appender.append(event.put("build", build));
            return null;
        });
    }

    private static ObjectNode at(String event, Instant time) {
        return Json.object().put("event", event).put("at", time.toString());
    }

    private static ObjectNode received(InboxEvent event) {
        ObjectNode node = at("received", event.at())
                .put("id", event.id())
                .put("kind", event.kind())
                .put("key", event.key())
                .put("summary", event.summary());
        node.set("evidence", Json.mapper().valueToTree(event.evidence()));
        return node;
    }

    private static Map<String, InboxEvent> fold(List<ObjectNode> events) {
        Map<String, InboxEvent> state = new LinkedHashMap<>();
        for (ObjectNode event : events) {
            switch (event.path("event").asText()) {
                case "received" -> state.put(event.path("id").asText(), receivedEvent(event));
                case "suppressed" -> become(state, event.path("id").asText(), Outcome.SUPPRESSED, event.path("reason").asText(), Optional.empty());
                case "merged" -> become(state, event.path("id").asText(), Outcome.MERGED, event.path("into").asText(), Optional.empty());
                case "started" -> event.path("ids").forEach(id ->
                        become(state, id.asText(), Outcome.STARTED, "", Optional.of(event.path("build").asInt())));
                default -> { } // written by a later minor version
            }
        }
        return state;
    }

    private static void become(
            Map<String, InboxEvent> state, String id, Outcome outcome, String detail, Optional<Integer> build) {
        state.computeIfPresent(id, (key, event) -> event.becomes(outcome, detail, build));
    }

    private static InboxEvent receivedEvent(ObjectNode node) {
        return new InboxEvent(
                node.path("id").asText(),
                Instant.parse(node.path("at").asText()),
                node.path("kind").asText(),
                node.path("key").asText(),
                node.path("summary").asText(),
                node.hasNonNull("evidence") ? Json.mapper().convertValue(node.get("evidence"), MAP) : Map.of(),
                Outcome.PENDING,
                "",
                Optional.empty());
    }
}
