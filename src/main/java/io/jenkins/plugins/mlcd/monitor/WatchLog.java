package io.jenkins.plugins.mlcd.monitor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.record.EventLog;
import io.jenkins.plugins.mlcd.record.Json;
import io.jenkins.plugins.mlcd.record.Schema;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The record of a build's watches, {@code monitor.jsonl}: one after the other. The last one is open until it has a verdict, and a
 * restarted controller goes on with it.
 */
public final class WatchLog implements Closeable {

    private final EventLog log;
    private Optional<ObjectNode> definition = Optional.empty();
    private final List<WatchedWindow> windows = new ArrayList<>();
    private Optional<ObjectNode> verdict = Optional.empty();
    private Instant started = Instant.EPOCH;

    private WatchLog(EventLog log) {
        this.log = log;
    }

    /** Opens the log and reads its last watch. */
    public static WatchLog open(Path file) throws IOException {
        WatchLog watch = new WatchLog(EventLog.open(file, Schema.MONITOR));
        try {
            for (ObjectNode event : EventLog.read(file, Schema.MONITOR)) {
                watch.replay(event);
            }
            return watch;
        } catch (JsonProcessingException e) {
            watch.close();
            throw new IOException(file + " holds a window that cannot be read: " + e.getOriginalMessage(), e);
        }
    }

    private void replay(ObjectNode event) throws JsonProcessingException {
        switch (event.path("event").asText()) {
            case "watched" -> begin(event);
            case "window" -> windows.add(Json.mapper().treeToValue(event, WatchedWindow.class));
            case "resumed" -> resumed(event);
            case "verdict" -> verdict = Optional.of(event);
            default -> { } // written by a later minor version
        }
    }

    private void begin(ObjectNode event) {
        definition = Optional.of(event);
        windows.clear();
        verdict = Optional.empty();
        started = Instant.parse(event.path("at").asText());
    }

    /**
     * Goes on with the last watch when it was defined by the same plan and has no verdict yet; else begins one at {@code now}.
     * A watch that was away for longer than a window goes on with a window that begins now, and the gap is on record.
     *
     * @param dataVersion of the data that the reference was made from, when it is known
     * @return whether it goes on with a watch that was there
     */
    public boolean beginOrResume(WatchPlan plan, Profile reference, Optional<String> dataVersion, Instant now) throws IOException {
        ObjectNode event = Json.parseObject(Json.line(plan.toJson(reference, dataVersion)));
        if (verdict.isEmpty() && definition.map(known -> sameWatch(known, event)).orElse(false)) {
            resume(plan, now);
            return true;
        }
        log.append(at(event, now));
        begin(event);
        return false;
    }

    private static boolean sameWatch(ObjectNode known, ObjectNode wanted) {
        ObjectNode bare = known.deepCopy();
        bare.remove("at");
        return bare.equals(wanted);
    }

    private void resume(WatchPlan plan, Instant now) throws IOException {
        if (now.isAfter(end(plan, windows.size() + 1).plus(plan.interval()))) {
            ObjectNode event = at(Json.object().put("event", "resumed"), now);
            log.append(event);
            resumed(event);
        }
    }

    /** As if the watch had begun so long before that its next window begins now. */
    private void resumed(ObjectNode event) {
        long seconds = definition.map(known -> known.path("interval").asLong()).orElse(0L) * windows.size();
        started = Instant.parse(event.path("at").asText()).minusSeconds(seconds);
    }

    /** The windows of the last watch, oldest first. */
    public List<WatchedWindow> windows() {
        return List.copyOf(windows);
    }

    /** The verdict event of the last watch, when it has ended. */
    public Optional<ObjectNode> verdict() {
        return verdict;
    }

    /** When window {@code number}, from 1, ends. */
    public Instant end(WatchPlan plan, int number) {
        return started.plus(Duration.ofMillis(plan.interval().toMillis() * number));
    }

    public void append(WatchedWindow window) throws IOException {
        ObjectNode event = Json.object().put("event", "window").put("at", window.to().toString());
        event.setAll((ObjectNode) Json.mapper().valueToTree(window));
        log.append(event);
        windows.add(window);
    }

    public void append(WatchVerdict result, Instant now) throws IOException {
        ObjectNode event = at(Json.object().put("event", "verdict").put("verdict", result.kind().word()), now);
        result.rule().ifPresent(rule -> event.put("rule", rule));
        event.put("reason", result.reason());
        event.set("evidence", Json.mapper().valueToTree(result.evidence()));
        log.append(event);
        verdict = Optional.of(event);
    }

    private static ObjectNode at(ObjectNode event, Instant time) {
        return event.put("at", time.toString());
    }

    @Override
    public void close() throws IOException {
        log.close();
    }
}
