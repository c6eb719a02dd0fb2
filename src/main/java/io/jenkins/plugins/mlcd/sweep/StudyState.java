package io.jenkins.plugins.mlcd.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.record.EventLog;
import io.jenkins.plugins.mlcd.record.Json;
import io.jenkins.plugins.mlcd.record.Schema;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the facts of a study amount to. A study that runs and one that is read back from its log use the same
 * {@link #apply}, so they cannot disagree. Not safe for use by several threads.
 */
public final class StudyState {

    private Optional<StudyEvent.Defined> defined = Optional.empty();
    private Optional<StudyEvent.WarmStart> warmStart = Optional.empty();
    private final SortedMap<Integer, Trial> trials = new TreeMap<>();
    private final Map<Integer, GrowingCurve> curves = new HashMap<>();
    private final Map<TrialState, BitSet> numbers = new EnumMap<>(TrialState.class);
    private final int[] counts = new int[TrialState.values().length];
    private final List<Integer> finished = new ArrayList<>();
    private List<Objective> objectives = List.of();
    private ParetoFront front = new ParetoFront(objectives);
    private int grace;
    private Optional<StudyEvent.Ended> end = Optional.empty();

    StudyState() {
        for (TrialState state : TrialState.values()) {
            numbers.put(state, new BitSet());
        }
    }

    /** The state that the log {@code file} amounts to; without a definition when the file does not exist. */
    public static StudyState read(Path file) throws IOException {
        StudyState state = new StudyState();
        EventLog.forEach(file, Schema.STUDY, StudyEventReader::read, state::apply);
        return state;
    }

    /** Takes a fact in. Facts about trials that are unknown or over change nothing. */
    void apply(StudyEvent event) {
        if (event instanceof StudyEvent.Defined definition) {
            define(definition);
        } else if (event instanceof StudyEvent.WarmStart found) {
            warmStart = Optional.of(found);
        } else if (event instanceof StudyEvent.Asked asked) {
            ask(asked);
        } else if (event instanceof StudyEvent.Ended ended) {
            end = Optional.of(ended);
        } else if (event instanceof StudyEvent.Grace more) {
            grace = more.step();
        } else if (event instanceof StudyEvent.Model model) {
            Optional.ofNullable(trials.get(model.trial())).ifPresent(trial -> put(trial.withModel(model.path())));
        } else {
            applyToRunning(event);
        }
    }

    private void define(StudyEvent.Defined definition) {
        JsonNode json = definition.definition();
        defined = Optional.of(definition);
        objectives = json.has("metrics")
                ? Objective.parse(Json.mapper().convertValue(json.get("metrics"), Map.class))
                : List.of(new Objective(json.path("metric").asText(), Direction.parse(json.path("direction").asText())));
        front = new ParetoFront(objectives);
    }

    private void ask(StudyEvent.Asked asked) {
        Trial before = trials.get(asked.trial());
        if (before == null || before.state() == TrialState.LOST) {
            put(Trial.asked(asked, before == null ? 1 : before.attempt() + 1));
        }
        end = Optional.empty();
    }

    private void applyToRunning(StudyEvent event) {
        if (event instanceof StudyEvent.Reported reported) {
            running(reported.trial()).ifPresent(trial -> report(trial, reported));
        } else if (event instanceof StudyEvent.Told told) {
            running(told.trial()).ifPresent(trial -> put(trial.told(told)));
        } else if (event instanceof StudyEvent.Pruned pruned) {
            end(pruned.trial(), TrialState.PRUNED, OptionalDouble.empty(), pruned.reason(), pruned.at());
        } else if (event instanceof StudyEvent.Failed failed) {
            end(failed.trial(), TrialState.FAILED, OptionalDouble.empty(), failed.reason(), failed.at());
        } else if (event instanceof StudyEvent.Lost lost) {
            end(lost.trial(), TrialState.LOST, OptionalDouble.empty(), lost.reason(), lost.at());
        }
    }

    private void report(Trial trial, StudyEvent.Reported reported) {
        Double value = reported.metrics().get(metric());
        put(trial.withReport(reported, value == null
                ? trial.reported()
                : curves.computeIfAbsent(trial.number(), number -> new GrowingCurve()).with(reported.step(), value)));
    }

    private void end(int number, TrialState state, OptionalDouble value, String reason, Instant at) {
        running(number).ifPresent(trial -> put(trial.ended(state, value, reason, at)));
    }

    private Optional<Trial> running(int number) {
        return Optional.ofNullable(trials.get(number)).filter(trial -> trial.state() == TrialState.RUNNING);
    }

    private void put(Trial trial) {
        Trial before = trials.put(trial.number(), trial);
        if (before == null || before.state() != trial.state()) {
            if (before != null) {
                numbers.get(before.state()).clear(trial.number());
                counts[before.state().ordinal()]--;
            }
            numbers.get(trial.state()).set(trial.number());
            counts[trial.state().ordinal()]++;
            curves.remove(trial.number());
            if (trial.state().finished()) {
                finished.add(trial.number());
            }
        }
        front.put(trial);
    }

    /** The study's definition as JSON; empty before the first fact. */
    public Optional<ObjectNode> definition() {
        return defined.map(StudyEvent.Defined::definition);
    }

    /** What earlier builds found out; empty when the study did not ask for it. */
    public Optional<List<Earlier>> warmStart() {
        return warmStart.map(StudyEvent.WarmStart::builds);
    }

    Optional<Instant> definedAt() {
        return defined.map(StudyEvent.Defined::at);
    }

    private String metric() {
        return objectives.isEmpty() ? "" : objectives.get(0).metric();
    }

    /** The metrics to optimise; none before the first fact. */
    public List<Objective> objectives() {
        return objectives;
    }

    /** All trials by number. */
    public List<Trial> trials() {
        return List.copyOf(trials.values());
    }

    List<Trial> trials(TrialState state) {
        return numbers.get(state).stream().mapToObj(trials::get).toList();
    }

    int count(TrialState state) {
        return counts[state.ordinal()];
    }

    /** The trials that are over for good, in the order in which they ended; a live view. */
    List<Integer> finished() {
        return Collections.unmodifiableList(finished);
    }

    /** @throws IllegalArgumentException when the study has no such trial */
    Trial trial(int number) {
        Trial trial = trials.get(number);
        if (trial == null) {
            throw new IllegalArgumentException("there is no trial " + number);
        }
        return trial;
    }

    int nextNumber() {
        return trials.isEmpty() ? 0 : trials.lastKey() + 1;
    }

    /** The complete trial that is best in the first objective; of equal ones the best in the next, then the earliest. */
    public Optional<Trial> best() {
        return front.trials().stream().findFirst();
    }

    /** The complete trials that no other one beats in every objective, best first; with one objective just the best. */
    public List<Trial> front() {
        return front.trials();
    }

    /** The step before which no trial is pruned; 0 when the study has not found that early steps say too little. */
    int grace() {
        return grace;
    }

    /** How the study ended; empty while it goes on. */
    public Optional<StudyEvent.Ended> end() {
        return end;
    }

    void reopen() {
        end = Optional.empty();
    }
}
