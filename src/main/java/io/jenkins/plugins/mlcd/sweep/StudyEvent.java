package io.jenkins.plugins.mlcd.sweep;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** A fact in a study's log; the fields are those that the record's reference names. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event", defaultImpl = StudyEvent.Unknown.class)
@JsonSubTypes({
    @JsonSubTypes.Type(value = StudyEvent.Defined.class, name = "defined"),
    @JsonSubTypes.Type(value = StudyEvent.WarmStart.class, name = "warmStart"),
    @JsonSubTypes.Type(value = StudyEvent.Asked.class, name = "asked"),
    @JsonSubTypes.Type(value = StudyEvent.Reported.class, name = "reported"),
    @JsonSubTypes.Type(value = StudyEvent.Told.class, name = "told"),
    @JsonSubTypes.Type(value = StudyEvent.Pruned.class, name = "pruned"),
    @JsonSubTypes.Type(value = StudyEvent.Failed.class, name = "failed"),
    @JsonSubTypes.Type(value = StudyEvent.Lost.class, name = "lost"),
    @JsonSubTypes.Type(value = StudyEvent.Grace.class, name = "grace"),
    @JsonSubTypes.Type(value = StudyEvent.Resources.class, name = "resources"),
    @JsonSubTypes.Type(value = StudyEvent.Model.class, name = "model"),
    @JsonSubTypes.Type(value = StudyEvent.Ended.class, name = "ended")
})
public sealed interface StudyEvent {

    /** The study's definition as JSON ({@link StudyDefinition#toJson}); the first event. */
    record Defined(Instant at, ObjectNode definition) implements StudyEvent {}

    /** What earlier builds found out, which the sampler makes use of; before the first trial. */
    record WarmStart(Instant at, List<Earlier> builds) implements StudyEvent {}

    /** A worker is about to run the trial. */
    record Asked(Instant at, int trial, String algorithm, Map<String, Object> params, int seed, String worker) implements StudyEvent {
        public Asked {
            Map<String, Object> typed = new LinkedHashMap<>();
            params.forEach((name, value) -> typed.put(name, ParameterValue.of(value)));
            params = FrozenMap.copyOf(typed);
        }
    }

    /** The trainer reported figures; {@code NaN} stands for what is no finite number. */
    record Reported(Instant at, int trial, int step, Map<String, Double> metrics) implements StudyEvent {}

    /** The trial is complete with this objective; {@code metrics} are the last values of all. */
    record Told(Instant at, int trial, double value, Map<String, Double> metrics) implements StudyEvent {}

    /** The trial is to be stopped; step and value are the last ones of the metric, if it reported any. */
    record Pruned(Instant at, int trial, OptionalInt step, OptionalDouble value, String reason) implements StudyEvent {}

    record Failed(Instant at, int trial, String reason) implements StudyEvent {}

    record Lost(Instant at, int trial, String reason) implements StudyEvent {}

    /** From now on no trial is pruned before this step, because earlier ones rank trials badly. */
    record Grace(Instant at, int step, String reason) implements StudyEvent {}

    /** What the trial used: numbers or text. */
    record Resources(Instant at, int trial, Map<String, Object> resources) implements StudyEvent {}

    /**
     * The trial's model is kept under this path below the build's archive, or its trainer has put it at this URI, of which
     * neither bytes nor files are known.
     */
    record Model(Instant at, int trial, String path, long bytes, int files) implements StudyEvent {}

    record Ended(Instant at, EndState state, String reason, OptionalInt best) implements StudyEvent {}

    /** An event that a later version wrote; it is skipped. */
    record Unknown() implements StudyEvent {}
}
