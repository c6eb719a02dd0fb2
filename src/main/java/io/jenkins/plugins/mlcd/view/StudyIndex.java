package io.jenkins.plugins.mlcd.view;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.record.Json;
import io.jenkins.plugins.mlcd.record.Schema;
import io.jenkins.plugins.mlcd.record.Times;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The trials of one study, folded from its log as far as that was written. Used under the lock of the {@link TrialIndex} that holds it. */
final class StudyIndex implements LogTail.Sink {

    private final int build;
    private final String name;
    private final Path file;
    private final LogTail log;
    private final Reports reports;
    private final Dictionary dictionary;
    private final Map<Integer, TrialRow> trials = new TreeMap<>();
    private final Map<TrialState, Integer> counts = new EnumMap<>(TrialState.class);
    private ObjectNode definition = Json.object();
    private ObjectNode ended;
    private int revision;

    /** @param name of the study, as in the name of its file */
    StudyIndex(int build, String name, Path file, Dictionary dictionary) {
        this.build = build;
        this.name = name;
        this.dictionary = dictionary;
        this.file = file;
        this.log = new LogTail(file, Schema.STUDY);
        this.reports = new Reports(file);
    }

    boolean isOf(Path log) {
        return file.equals(log);
    }

    /** Reads what the log holds by now. */
    void refresh() throws IOException {
        if (log.wasReplaced()) {
            trials.clear();
            counts.clear();
            definition = Json.object();
            ended = null;
        }
        log.read(this);
    }

    @Override
    public void reported(int trial, long place) {
        revision++;
        TrialRow row = row(trial);
        row.curve = row.curve == null ? new Curve(reports, dictionary) : row.curve;
        row.curve.add(place);
        row.revision = revision;
    }

    @Override
    public void event(String kind, ObjectNode event) {
        revision++;
        switch (kind) {
            case "defined" -> definition = event.path("definition") instanceof ObjectNode object ? object : Json.object();
            case "asked" -> asked(event);
            case "told" -> finish(event, TrialState.COMPLETE);
            case "pruned" -> finish(event, TrialState.PRUNED);
            case "failed" -> finish(event, TrialState.FAILED);
            case "lost" -> finish(event, TrialState.LOST);
            case "resources" -> {
                TrialRow row = touched(event);
                row.resources = row.resources.with(event.path("resources"), dictionary);
            }
            case "model" -> touched(event).model = event.path("path").asText(null);
            case "ended" -> ended = event;
            default -> {
                // Of a newer minor version: no page shows it yet.
            }
        }
    }

    private void asked(ObjectNode event) {
        TrialRow row = touched(event);
        become(row, TrialState.RUNNING);
        row.reason = null;
        row.endedAt = 0;
        row.curve = null;
        row.value = Double.NaN;
        row.startedAt = millis(event);
        row.algorithm = dictionary.text(event.path("algorithm").asText(null));
        row.worker = dictionary.text(event.path("worker").asText(null));
        row.seed = event.path("seed").asLong();
        row.params = Cells.of(event.path("params"), dictionary);
    }

    private void finish(ObjectNode event, TrialState state) {
        TrialRow row = touched(event);
        become(row, state);
        row.endedAt = millis(event);
        row.value = event.path("value").isNumber() ? event.path("value").asDouble() : Double.NaN;
        row.reason = dictionary.text(event.path("reason").asText(null));
        row.metrics = Cells.of(event.path("metrics"), dictionary);
        if (row.curve != null) {
            row.curve.trim();
        }
    }

    private void become(TrialRow row, TrialState state) {
        counts.merge(row.state, -1, Integer::sum);
        counts.merge(state, 1, Integer::sum);
        row.state = state;
    }

    private TrialRow touched(ObjectNode event) {
        TrialRow row = row(event.path("trial").asInt());
        row.revision = revision;
        return row;
    }

    private TrialRow row(int number) {
        return trials.computeIfAbsent(number, key -> {
            counts.merge(TrialState.RUNNING, 1, Integer::sum);
            return new TrialRow(this, key);
        });
    }

    private static long millis(JsonNode event) {
        char[] text = event.path("at").asText().toCharArray();
        Instant quick = Times.instant(text, 0, text.length);
        try {
            return quick == null ? Instant.parse(event.path("at").asText()).toEpochMilli() : quick.toEpochMilli();
        } catch (DateTimeParseException e) {
            return 0;
        }
    }

    int build() {
        return build;
    }

    String name() {
        return name;
    }

    ObjectNode definition() {
        return definition;
    }

    /** The event that ended it; null while it goes on. */
    ObjectNode ended() {
        return ended;
    }

    String metric() {
        return definition.path("metric").asText("value");
    }

    boolean minimizes() {
        return definition.path("direction").asText().equals("minimize");
    }

    /** Whether a value beats another one. */
    boolean beats(double one, double other) {
        return minimizes() ? one < other : one > other;
    }

    /** By number. */
    List<TrialRow> rows() {
        return new ArrayList<>(trials.values());
    }

    int size() {
        return trials.size();
    }

    Map<TrialState, Integer> counts() {
        return Collections.unmodifiableMap(counts);
    }

    int revision() {
        return revision;
    }
}
