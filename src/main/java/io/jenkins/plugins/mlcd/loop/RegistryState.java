package io.jenkins.plugins.mlcd.loop;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the registry's events add up to. Because the fold and not the writer retires the former version, one event is
 * a whole promotion or rollback, and no crash can leave two versions in production.
 */
public final class RegistryState {

    private final Map<String, ModelVersion> versions = new LinkedHashMap<>();
    private final Map<String, Stage> stages = new HashMap<>();
    private final Map<String, Deque<ModelVersion>> production = new HashMap<>();
    private final List<StageChange> changes = new ArrayList<>();

    RegistryState() {}

    void registered(ModelVersion version) {
        versions.put(version.id(), version);
        stages.put(version.id(), Stage.CANDIDATE);
    }

    /** An event about a version that was never registered says nothing. */
    void changed(StageChange change) {
        ModelVersion version = versions.get(change.id());
        if (version == null) {
            return;
        }
        changes.add(change);
        if (change.stage() == Stage.PRODUCTION) {
            intoProduction(version, change);
        }
        stages.put(version.id(), change.stage());
    }

    private void intoProduction(ModelVersion version, StageChange change) {
        Deque<ModelVersion> line = production.computeIfAbsent(version.model(), name -> new ArrayDeque<>());
        if (!line.isEmpty()) {
            stages.put(line.peek().id(), change.rolledBack().isPresent() ? Stage.REJECTED : Stage.RETIRED);
        }
        if (change.rolledBack().isPresent() && line.contains(version)) {
            while (!line.peek().equals(version)) {
                line.pop();
            }
        } else if (!version.equals(line.peek())) {
            line.push(version);
        }
    }

    public Optional<ModelVersion> find(String id) {
        return Optional.ofNullable(versions.get(id));
    }

    /** The versions of a model, oldest first. */
    public List<ModelVersion> versions(String model) {
        return versions.values().stream().filter(v -> v.model().equals(model)).toList();
    }

    /** Names of the models, oldest first. */
    public List<String> models() {
        return versions.values().stream().map(ModelVersion::model).distinct().toList();
    }

    public Optional<Stage> stage(String id) {
        return Optional.ofNullable(stages.get(id));
    }

    public Optional<ModelVersion> production(String model) {
        return Optional.ofNullable(line(model).peek());
    }

    /** The version that was in production before the one that is now: where a rollback leads. */
    public Optional<ModelVersion> predecessor(String model) {
        return line(model).stream().skip(1).findFirst();
    }

    /** The newest version that a build registered: the one that the later steps of the build mean. */
    public Optional<ModelVersion> candidate(String model, int build) {
        return versions(model).stream().filter(v -> v.build() == build).reduce((older, newer) -> newer);
    }

    /** Every stage change of a model, oldest first. */
    public List<StageChange> history(String model) {
        return changes.stream().filter(change -> change.model().equals(model)).toList();
    }

    /** The change that put the version into production that is there now. */
    public Optional<StageChange> inProductionSince(String model) {
        return history(model).stream().filter(c -> c.stage() == Stage.PRODUCTION).reduce((older, newer) -> newer);
    }

    private Deque<ModelVersion> line(String model) {
        return production.getOrDefault(model, new ArrayDeque<>());
    }

    /** All stage changes, oldest first. */
    public List<StageChange> changes() {
        return Collections.unmodifiableList(changes);
    }
}
