package io.jenkins.plugins.mlcd.monitor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.monitor.profile.Profile;
import io.jenkins.plugins.mlcd.record.EventLog;
import io.jenkins.plugins.mlcd.record.Json;
import io.jenkins.plugins.mlcd.record.Schema;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntPredicate;

/**
 * One watch in a build's record, {@code monitor.jsonl}. A build can have several, one after the other or at once; each event says by its
 * {@code watch} number to which it belongs. Whatever a restarted controller must know of a watch is in it.
 */
public final class WatchLog {

    private static final Map<Path, Object> LOCKS = new ConcurrentHashMap<>();

    private final Path file;
    private final int number;
    private final WatchPlan plan;
    private final List<WatchedWindow> windows = new ArrayList<>();
    private boolean ended;
    private Instant started;

    private WatchLog(Path file, int number, WatchPlan plan) {
        this.file = file;
        this.number = number;
        this.plan = plan;
    }

    /**
     * Goes on with the last watch of this plan when it has no verdict; takes it as it ended when it has one and {@code mayRepeat} says
     * that its number was not begun by this process, which then runs the build again; else begins a watch at {@code now}.
     * A watch that was away for longer than a window goes on with a window that begins now, and the gap is on record.
     *
     * @param dataVersion of the data that the reference was made from, when it is known
     */
    public static WatchLog open(
            Path file, WatchPlan plan, Profile reference, Optional<String> dataVersion, Instant now, IntPredicate mayRepeat)
            throws IOException {
        Path path = file.toAbsolutePath().normalize();
        synchronized (lock(path)) {
            List<ObjectNode> events = EventLog.read(path, Schema.MONITOR);
            ObjectNode definition = Json.parseObject(Json.line(plan.toJson(reference, dataVersion)));
            Optional<WatchLog> known = lastOf(events, definition).map(number -> new WatchLog(path, number, plan));
            if (known.isPresent()) {
                WatchLog watch = known.get();
                watch.replay(events);
                if (!watch.ended || mayRepeat.test(watch.number)) {
                    watch.resume(now);
                    return watch;
                }
            }
            WatchLog fresh = new WatchLog(path, events.stream().mapToInt(WatchLog::watch).max().orElse(0) + 1, plan);
            fresh.append(definition, now);
            fresh.started = now;
            return fresh;
        }
    }

    private static Object lock(Path path) {
        return LOCKS.computeIfAbsent(path, p -> new Object());
    }

    private static int watch(JsonNode event) {
        return event.path("watch").asInt();
    }

    private static Optional<Integer> lastOf(List<ObjectNode> events, ObjectNode definition) {
        return events.stream().filter(event -> sameWatch(event, definition)).map(WatchLog::watch).reduce((older, newer) -> newer);
    }

    private static boolean sameWatch(ObjectNode event, ObjectNode definition) {
        ObjectNode bare = event.deepCopy();
        bare.remove(List.of("at", "watch"));
        return bare.equals(definition);
    }

    private void replay(List<ObjectNode> events) throws IOException {
        for (ObjectNode event : events) {
            if (watch(event) == number) {
                switch (event.path("event").asText()) {
                    case "watched" -> started = Instant.parse(event.path("at").asText());
                    case "window" -> windows.add(Json.mapper().treeToValue(event, WatchedWindow.class));
                    case "resumed" -> nextWindowBegins(Instant.parse(event.path("at").asText()));
                    case "verdict" -> ended = true;
                    default -> { } // written by a later minor version
                }
            }
        }
    }

    private void resume(Instant now) throws IOException {
        if (!ended && now.isAfter(end(windows.size() + 1).plus(plan.interval()))) {
            append(Json.object().put("event", "resumed"), now);
            nextWindowBegins(now);
        }
    }

    /** As if the watch had begun so long before. */
    private void nextWindowBegins(Instant time) {
        started = time.minus(plan.interval().multipliedBy(windows.size()));
    }

    /** Number of the watch within its build, from 1. */
    public int number() {
        return number;
    }

    /** The windows so far, oldest first. */
    public List<WatchedWindow> windows() {
        return List.copyOf(windows);
    }

    /** Whether its verdict is on record. */
    public boolean ended() {
        return ended;
    }

    /** When window {@code window}, from 1, ends; that of window 0 is when the first begins. */
    public Instant end(int window) {
        return started.plus(Duration.ofMillis(plan.interval().toMillis() * window));
    }

    public void append(WatchedWindow window) throws IOException {
        ObjectNode event = Json.object().put("event", "window");
        event.setAll((ObjectNode) Json.mapper().valueToTree(window));
        append(event, window.to());
        windows.add(window);
    }

    public void append(WatchVerdict result, Instant now) throws IOException {
        ObjectNode event = Json.object().put("event", "verdict").put("verdict", result.kind().word());
        result.rule().ifPresent(rule -> event.put("rule", rule));
        event.put("reason", result.reason());
        event.set("evidence", Json.mapper().valueToTree(result.evidence()));
        append(event, now);
        ended = true;
    }

    /** The file is opened for each event, because watches of one build may go on side by side. */
    private void append(ObjectNode event, Instant time) throws IOException {
        synchronized (lock(file)) {
            try (EventLog log = EventLog.open(file, Schema.MONITOR)) {
                log.append(event.deepCopy().put("at", time.toString()).put("watch", number));
            }
        }
    }
}
