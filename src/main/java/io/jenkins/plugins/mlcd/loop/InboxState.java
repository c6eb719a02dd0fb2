package io.jenkins.plugins.mlcd.loop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.loop.InboxEvent.Outcome;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What has to be remembered of an inbox to judge what comes in: it follows from the lines, one after the other, and its size does not
 * grow with their number. Not safe for use by several threads at once.
 */
final class InboxState implements TriggerPolicy.View {

    /** More accepted causes than builds a day; {@code maxPerDay} beyond that is no limit. */
    private static final int MOST_ACCEPTED = 10_000;
    private static final int MOST_WAITING = 10_000;
    private static final int MOST_DATASETS = 1_000;

    /** A build that serves causes and has not ended. */
    record Running(int build, InboxEvent leader, int chain) {}

    private int last;
    private final KeyMemory keys = new KeyMemory();
    private final Map<String, InboxEvent> unjudged = new LinkedHashMap<>();
    private final Map<String, Integer> chains = new LinkedHashMap<>();
    private final Map<String, InboxGroup> groups = new LinkedHashMap<>();
    private final Map<Integer, Running> running = new LinkedHashMap<>();
    private final Deque<Instant> accepted = new ArrayDeque<>();
    private int failures;
    private Optional<Instant> lastFailure = Optional.empty();
    private long samplesWaiting;
    private final List<String> idsWaiting = new ArrayList<>();
    private final Map<String, Long> samplesBefore = new LinkedHashMap<>();

    /** Takes a line. */
    void apply(ObjectNode line) {
        switch (line.path("event").asText()) {
            case "received" -> receive(InboxLines.event(line));
            case "accepted" -> accept(line.path("id").asText(), Instant.parse(line.path("due").asText()), Instant.parse(line.path("at").asText()));
            case "merged" -> InboxLines.ids(line).forEach(id -> merge(id, line.path("into").asText()));
            case "suppressed" -> suppress(line);
            case "resolved" -> InboxLines.ids(line).forEach(this::resolve);
            case "scheduled" -> Optional.ofNullable(groups.get(line.path("id").asText())).ifPresent(InboxGroup::schedule);
            case "unscheduled" -> Optional.ofNullable(groups.get(line.path("id").asText())).ifPresent(InboxGroup::unschedule);
            case "started" -> start(InboxLines.ids(line), line.path("build").asInt());
            case "ended" -> end(line);
            case "carried" -> load(line);
            default -> { } // written by a later minor version, or only for people
        }
    }

    private void receive(InboxEvent event) {
        last = Math.max(last, Integer.parseInt(event.id()));
        keys.add(event.key(), Integer.parseInt(event.id()));
        unjudged.put(event.id(), event);
        if (event.kind().equals(Occurrence.Kind.DATASET.word())) {
            chains.put(event.id(), chain(event.subject()));
        }
    }

    private void accept(String id, Instant due, Instant at) {
        InboxEvent event = unjudged.remove(id);
        int chain = Optional.ofNullable(chains.remove(id)).orElse(0);
        if (event == null) {
            return;
        }
        groups.put(id, new InboxGroup(event.becomes(Outcome.PENDING, ""), due, chain));
        accepted.addLast(at);
        if (accepted.size() > MOST_ACCEPTED) {
            accepted.removeFirst();
        }
        if (event.kind().equals(Occurrence.Kind.DATASET.word())) {
            samplesWaiting = 0;
            idsWaiting.clear();
            remember(event);
        }
    }

    private void remember(InboxEvent event) {
        event.samples().ifPresent(all -> samplesBefore.put(event.subject(), all));
        if (samplesBefore.size() > MOST_DATASETS) {
            samplesBefore.remove(samplesBefore.keySet().iterator().next());
        }
    }

    void merge(String id, String into) {
        InboxEvent event = unjudged.remove(id);
        chains.remove(id);
        InboxGroup group = groups.get(into);
        if (event != null && group != null) {
            group.join(event);
            remember(event);
        }
    }

    private void suppress(ObjectNode line) {
        String id = line.path("id").asText();
        InboxEvent event = unjudged.remove(id);
        chains.remove(id);
        if (groups.remove(id) != null) {
            accepted.pollLast(); // no build came of it, so it counts for no limit
        }
        if (event != null && line.has("samples")) {
            samplesWaiting += line.path("samples").asLong();
            if (idsWaiting.size() < MOST_WAITING) {
                idsWaiting.add(id);
            }
        }
    }

    private void resolve(String id) {
        groups.values().forEach(group -> group.resolve(id));
    }

    private void start(List<String> ids, int build) {
        for (String id : ids) {
            InboxGroup group = groups.remove(id);
            InboxEvent unseen = unjudged.remove(id);
            chains.remove(id);
            if (group != null) {
                running.putIfAbsent(build, new Running(build, group.leader(), group.chain() + 1));
            } else if (unseen != null) {
                running.putIfAbsent(build, new Running(build, unseen, 1));
            }
        }
    }

    private void end(ObjectNode line) {
        running.remove(line.path("build").asInt());
        String result = line.path("result").asText();
        if (result.equals("FAILURE")) {
            failures++;
            lastFailure = Optional.of(Instant.parse(line.path("at").asText()));
        } else if (result.equals("SUCCESS") || result.equals("UNSTABLE")) {
            failures = 0;
            lastFailure = Optional.empty();
        }
    }

    String nextId() {
        return Integer.toString(last + 1);
    }

    OptionalInt find(String key) {
        return keys.find(key);
    }

    Optional<InboxEvent> unjudged(String id) {
        return Optional.ofNullable(unjudged.get(id));
    }

    List<InboxEvent> unjudged() {
        return List.copyOf(unjudged.values());
    }

    List<InboxGroup> groups() {
        return List.copyOf(groups.values());
    }

    List<Running> runningBuilds() {
        return List.copyOf(running.values());
    }

    /** New samples that are not enough by themselves, and wait for others. */
    List<String> idsWaiting() {
        return List.copyOf(idsWaiting);
    }

    /** Room for keys that it takes in memory. */
    int weight() {
        return keys.capacity();
    }

    @Override
    public Optional<InboxEvent> waiting() {
        return groups.values().stream().reduce((first, second) -> second).map(InboxGroup::leader);
    }

    @Override
    public Optional<InboxEvent> running() {
        return running.values().stream().reduce((first, second) -> second).map(Running::leader);
    }

    @Override
    public Optional<Instant> lastAccepted() {
        return Optional.ofNullable(accepted.peekLast());
    }

    @Override
    public long acceptedAfter(Instant time) {
        return accepted.stream().filter(at -> at.isAfter(time)).count();
    }

    @Override
    public int failures() {
        return failures;
    }

    @Override
    public Optional<Instant> lastFailure() {
        return lastFailure;
    }

    @Override
    public long samplesWaiting() {
        return samplesWaiting;
    }

    @Override
    public OptionalLong samplesBefore(String dataset) {
        Long known = samplesBefore.get(dataset);
        return known == null ? OptionalLong.empty() : OptionalLong.of(known);
    }

    @Override
    public int chain(String dataset) {
        return running.values().stream().filter(build -> build.leader.kind().equals(Occurrence.Kind.DATASET.word()))
                .filter(build -> build.leader.subject().equals(dataset)).mapToInt(Running::chain).max().orElse(0);
    }

    /** All of it, as the first line of a file that goes on where another one ended. */
    ObjectNode save(Instant at) {
        ObjectNode line = InboxLines.line("carried", at).put("last", last).put("keys", keys.save()).put("failures", failures).put("samplesWaiting", samplesWaiting);
        lastFailure.ifPresent(time -> line.put("lastFailure", time.toString()));
        accepted.forEach(time -> array(line, "accepted").add(time.toString()));
        idsWaiting.forEach(array(line, "idsWaiting")::add);
        samplesBefore.forEach(line.putObject("samplesBefore")::put);
        unjudged.values().forEach(event -> array(line, "unjudged").add(InboxLines.received(event).put("chain", chains.getOrDefault(event.id(), 0))));
        groups.values().forEach(group -> array(line, "groups").add(group.save()));
        running.values().forEach(build -> array(line, "running")
                .add(InboxLines.received(build.leader).put("build", build.build).put("chain", build.chain)));
        return line;
    }

    private static ArrayNode array(ObjectNode line, String name) {
        return line.withArray("/" + name);
    }

    private void load(ObjectNode line) {
        last = line.path("last").asInt();
        keys.load(line.path("keys").asText());
        failures = line.path("failures").asInt();
        samplesWaiting = line.path("samplesWaiting").asLong();
        lastFailure = line.has("lastFailure") ? Optional.of(Instant.parse(line.path("lastFailure").asText())) : Optional.empty();
        line.path("accepted").forEach(time -> accepted.addLast(Instant.parse(time.asText())));
        line.path("idsWaiting").forEach(id -> idsWaiting.add(id.asText()));
        line.path("samplesBefore").fields().forEachRemaining(entry -> samplesBefore.put(entry.getKey(), entry.getValue().asLong()));
        for (JsonNode event : line.path("unjudged")) {
            unjudged.put(event.path("id").asText(), InboxLines.event(event));
            chains.put(event.path("id").asText(), event.path("chain").asInt());
        }
        line.path("groups").forEach(group -> groups.put(group.at("/leader/id").asText(), InboxGroup.load(group)));
        line.path("running").forEach(build -> running.put(build.path("build").asInt(),
                new Running(build.path("build").asInt(), InboxLines.event(build).becomes(Outcome.STARTED, ""), build.path("chain").asInt())));
    }
}
