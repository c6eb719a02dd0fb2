package io.jenkins.plugins.mlcd.view;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.record.Json;
import io.jenkins.plugins.mlcd.record.Schema;
import java.io.IOException;
import java.nio.file.Path;
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
        this.log = new LogTail(file, Schema.STUDY, dictionary);
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
    public void event(String kind, ObjectNode event) throws IOException {
        TrialEvent ofTrial = TrialEvent.of(kind, event, dictionary);
        if (ofTrial != null) {
            trial(ofTrial);
            return;
        }
        revision++;
        switch (kind) {
            case "defined" -> definition = event.path("definition") instanceof ObjectNode object ? object : Json.object();
            case "ended" -> ended = event;
            default -> {
                // Of a newer minor version: no page shows it yet.
            }
        }
    }

    @Override
    public void trial(TrialEvent event) {
        revision++;
        TrialRow row = row(event.trial);
        row.revision = revision;
        switch (event.kind) {
            case "asked" -> asked(row, event);
            case "told" -> finish(row, event, TrialState.COMPLETE);
            case "pruned" -> finish(row, event, TrialState.PRUNED);
            case "failed" -> finish(row, event, TrialState.FAILED);
            case "lost" -> finish(row, event, TrialState.LOST);
            case "resources" -> row.resources = row.resources.with(event.resources, dictionary);
            default -> row.model = event.path;
        }
    }

    private void asked(TrialRow row, TrialEvent event) {
        become(row, TrialState.RUNNING);
        row.reason = null;
        row.endedAt = 0;
        row.curve = null;
        row.value = Double.NaN;
        row.startedAt = event.at;
        row.algorithm = event.algorithm;
        row.worker = event.worker;
        row.seed = event.seed;
        row.params = event.params;
    }

    private void finish(TrialRow row, TrialEvent event, TrialState state) {
        become(row, state);
        row.endedAt = event.at;
        row.value = event.value;
        row.reason = event.reason;
        row.metrics = event.metrics;
        if (row.curve != null) {
            row.curve.trim();
        }
    }

    private void become(TrialRow row, TrialState state) {
        counts.merge(row.state, -1, Integer::sum);
        counts.merge(state, 1, Integer::sum);
        row.state = state;
    }

    private TrialRow row(int number) {
        return trials.computeIfAbsent(number, key -> {
            counts.merge(TrialState.RUNNING, 1, Integer::sum);
            return new TrialRow(this, key);
        });
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
