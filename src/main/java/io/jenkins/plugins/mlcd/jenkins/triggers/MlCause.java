package io.jenkins.plugins.mlcd.jenkins.triggers;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Cause;
import hudson.model.Run;
import io.jenkins.plugins.mlcd.loop.Inbox;
import io.jenkins.plugins.mlcd.loop.InboxEvent;
import io.jenkins.plugins.mlcd.loop.Lineage;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.Logger;

/** A build was started by evidence: a rule that was violated in production, new data, or an alert. */
public final class MlCause extends Cause {

    private static final Logger LOGGER = Logger.getLogger(MlCause.class.getName());

    private final String id;
    private final String kind;
    private final String summary;

    /** Text by name, so that {@code build.xml} stays readable whatever a later version records. */
    private final Map<String, String> evidence;

    private MlCause(InboxEvent event) {
        id = event.id();
        kind = event.kind();
        summary = event.summary();
        evidence = new LinkedHashMap<>();
        event.evidence().forEach((name, value) -> evidence.put(name, String.valueOf(value)));
    }

    /** The cause that an event of the job's inbox is. */
    public static MlCause of(InboxEvent event) {
        return new MlCause(event);
    }

    /** Number of the event in the job's inbox. */
    public String getId() {
        return id;
    }

    /** {@code monitor}, {@code dataset}, {@code alert} or {@code schedule}. */
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

    /** The inbox says which build an event became; a failure to write that must not keep the build from running. */
    @Override
    @SuppressWarnings("rawtypes") // as in the overridden method
    public void onAddedTo(@NonNull Run build) {
        try {
            Inbox.of(build.getParent().getRootDir().toPath()).started(List.of(id), build.getNumber());
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "cannot record that " + build + " was started by event " + id, e);
        }
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
