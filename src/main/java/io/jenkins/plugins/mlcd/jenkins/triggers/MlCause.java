package io.jenkins.plugins.mlcd.jenkins.triggers;

import hudson.model.Cause;
import io.jenkins.plugins.mlcd.loop.InboxEvent;
import io.jenkins.plugins.mlcd.loop.Lineage;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** A build was started by evidence: a rule that was violated in production, new data, or an alert. */
public final class MlCause extends Cause {

    /** Kind of a cause that a schedule made. */
    static final String SCHEDULE = "schedule";

    private final String id;
    private final String key;
    private final String kind;
    private final String summary;

    /** Text by name, so that {@code build.xml} stays readable whatever a later version records. */
    private final Map<String, String> evidence;

    private MlCause(InboxEvent event) {
        id = event.id();
        key = event.key();
        kind = event.kind();
        summary = event.summary();
        evidence = new LinkedHashMap<>();
        event.evidence().forEach((name, value) -> {
            if (!(value instanceof Map)) { // a whole payload is in the inbox
                evidence.put(name, String.valueOf(value));
            }
        });
    }

    /** The cause that an event of the job's inbox is. */
    public static MlCause of(InboxEvent event) {
        return new MlCause(event);
    }

    /** Number of the event in the job's inbox. */
    public String getId() {
        return id;
    }

    /** What makes it the same cause when it is received again; empty in a build of an earlier version. */
    public String getKey() {
        return key == null ? "" : key;
    }

    /** {@code monitor}, {@code dataset}, {@code alert}, {@code model} or {@code schedule}. */
    public String getKind() {
        return kind;
    }

    /** What it rests on: the rule, the windows, the features, the model version. */
    public Map<String, String> getEvidence() {
        return Map.copyOf(evidence);
    }

    /** The model version that the evidence is about; empty when it is about none. */
    public String getModel() {
        return evidence.getOrDefault("model", "");
    }

    @Override
    public String getShortDescription() {
        return summary;
    }

    public Lineage.Cause toLineage() {
        return new Lineage.Cause(kind, summary, evidence);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MlCause that && id.equals(that.id) && summary.equals(that.summary);
    }

    @Override
    public int hashCode() {
        return Objects.hash(id, summary);
    }
}
