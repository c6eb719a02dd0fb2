package io.jenkins.plugins.mlcd.loop;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.record.JobLayout;
import io.jenkins.plugins.mlcd.record.JobLog;
import io.jenkins.plugins.mlcd.record.Json;
import io.jenkins.plugins.mlcd.record.Schema;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * The model versions of a job, over {@code <job>/mlcd/registry.jsonl}. Every change is one event, so that after a crash at any
 * point there is one truth and at most one version of a model in production. Safe for use by all threads of the JVM.
 * Methods throw {@link IllegalArgumentException} with one sentence when what they are asked for cannot be.
 */
public final class Registry {

    private final JobLog log;
    private final InstantSource clock;

    private Registry(Path jobDirectory, InstantSource clock) {
        this.log = new JobLog(new JobLayout(jobDirectory).registry(), Schema.REGISTRY);
        this.clock = clock;
    }

    /** The registry of the job in this directory. */
    public static Registry of(Path jobDirectory) {
        return of(jobDirectory, InstantSource.system());
    }

    public static Registry of(Path jobDirectory, InstantSource clock) {
        return new Registry(jobDirectory, clock);
    }

    /** Everything that is known now; later changes do not show in it. */
    public RegistryState state() throws IOException {
        return fold(log.read());
    }

    public Optional<ModelVersion> production(String model) throws IOException {
        return state().production(model);
    }

    public Optional<ModelVersion> predecessor(String model) throws IOException {
        return state().predecessor(model);
    }

    /** The newest version of the model that a build registered. */
    public Optional<ModelVersion> candidate(String model, int build) throws IOException {
        return state().candidate(model, build);
    }

    public List<StageChange> history(String model) throws IOException {
        return state().history(model);
    }

    /** The version called {@code id} ({@code digits:42}). */
    public ModelVersion require(String id) throws IOException {
        return require(state(), id);
    }

    private static ModelVersion require(RegistryState state, String id) {
        return state.find(id).orElseThrow(() -> new IllegalArgumentException("model version '" + id + "' is not registered"));
    }

    /** The version that a build would register next: its number, or with {@code -2} and so on after the first. */
    public String nextVersion(String model, int build) throws IOException {
        long taken = state().versions(model).stream().filter(v -> v.build() == build).count();
        return taken == 0 ? Integer.toString(build) : build + "-" + (taken + 1);
    }

    /** Adds a version as a candidate. The same version with the same files again changes nothing. */
    public ModelVersion register(ModelVersion version) throws IOException {
        return log.transact((events, appender) -> {
            Optional<ModelVersion> known = fold(events).find(version.id());
            if (known.isPresent()) {
                if (!known.get().sameFiles(version)) {
                    throw new IllegalArgumentException("model version '" + version.id() + "' is registered with other files already");
                }
                return known.get();
            }
            ModelVersion registered = version.registered(clock.instant());
            ObjectNode event = Json.object().put("event", "registered");
            event.setAll((ObjectNode) Json.mapper().valueToTree(registered));
            appender.append(event);
            return registered;
        });
    }

    /**
     * Moves a version to a stage; the stage that it has already again changes nothing. A version leaves production only
     * when another one enters it.
     *
     * @return whether anything changed
     */
    public boolean stage(String id, Stage stage, int build, String by, String reason) throws IOException {
        return log.transact((events, appender) -> {
            RegistryState state = fold(events);
            ModelVersion version = require(state, id);
            if (state.stage(id).filter(stage::equals).isPresent()) {
                return false;
            }
            if (state.production(version.model()).filter(version::equals).isPresent()) {
                throw new IllegalArgumentException("model version '" + id + "' is in production; it leaves when another version is"
                        + " promoted or it is rolled back, not by the stage '" + stage.word() + "'");
            }
            appender.append(event(new StageChange(
                    clock.instant(), version.model(), version.version(), stage, build, by, reason, Optional.empty())));
            return true;
        });
    }

    /** Makes a version the one in production; the former one is retired by the same event. */
    public boolean promote(String id, int build, String by, String reason) throws IOException {
        return stage(id, Stage.PRODUCTION, build, by, reason);
    }

    /**
     * Puts the predecessor of the version in production back, and rejects the latter, by one event. The same build
     * asking again, after a restart, changes nothing.
     *
     * @return the version that is in production now
     */
    public ModelVersion rollback(String model, int build, String by, String reason) throws IOException {
        return log.transact((events, appender) -> {
            RegistryState state = fold(events);
            ModelVersion current = state.production(model)
                    .orElseThrow(() -> new IllegalArgumentException("model '" + model + "' has no version in production to roll back"));
            if (state.inProductionSince(model).filter(c -> c.rolledBack().isPresent() && c.build() == build && build > 0).isPresent()) {
                return current;
            }
            ModelVersion before = state.predecessor(model).orElseThrow(() -> new IllegalArgumentException(
                    "model version '" + current.id() + "' has no predecessor to roll back to"));
            appender.append(event(rollback(current, before, build, by, reason)));
            return before;
        });
    }

    /** As {@link #rollback(String, int, String, String)}, to a version that the caller names. */
    public ModelVersion rollbackTo(String id, int build, String by, String reason) throws IOException {
        return log.transact((events, appender) -> {
            RegistryState state = fold(events);
            ModelVersion wanted = require(state, id);
            ModelVersion current = state.production(wanted.model()).orElseThrow(() -> new IllegalArgumentException(
                    "model '" + wanted.model() + "' has no version in production to roll back"));
            if (!current.equals(wanted)) {
                appender.append(event(rollback(current, wanted, build, by, reason)));
            }
            return wanted;
        });
    }

    private StageChange rollback(ModelVersion from, ModelVersion to, int build, String by, String reason) {
        return new StageChange(
                clock.instant(), to.model(), to.version(), Stage.PRODUCTION, build, by, reason, Optional.of(from.version()));
    }

    private static ObjectNode event(StageChange change) {
        ObjectNode event = Json.object().put("event", "stage");
        event.setAll((ObjectNode) Json.mapper().valueToTree(change));
        return event.put("stage", change.stage().word());
    }

    private static RegistryState fold(List<ObjectNode> events) throws IOException {
        RegistryState state = new RegistryState();
        for (ObjectNode event : events) {
            try {
                switch (event.path("event").asText()) {
                    case "registered" -> state.registered(Json.mapper().treeToValue(event, ModelVersion.class));
                    case "stage" -> state.changed(change(event));
                    default -> { } // written by a later minor version
                }
            } catch (JsonProcessingException e) {
                throw new IOException("the registry holds an event that cannot be read: " + e.getOriginalMessage(), e);
            }
        }
        return state;
    }

    private static StageChange change(ObjectNode event) throws JsonProcessingException {
        Stage stage = Stage.of(event.path("stage").asText());
        return Json.mapper().treeToValue(event.deepCopy().put("stage", stage.name()), StageChange.class);
    }
}
