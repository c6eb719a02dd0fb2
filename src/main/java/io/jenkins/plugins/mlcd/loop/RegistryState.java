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
import java.util.TreeMap;

/**
 * What the registry's events add up to. Because the fold and not the writer retires the former version, one event is
 * a whole promotion or rollback, and no crash can leave two versions in production.
 */
public final class RegistryState {

    private final Map<String, ModelVersion> versions = new LinkedHashMap<>();
    private final Map<Integer, List<ModelVersion>> byBuild = new HashMap<>();
    private final Map<String, Stage> stages = new HashMap<>();
    private final Map<String, Deque<ModelVersion>> production = new HashMap<>();
    private final List<StageChange> changes = new ArrayList<>();
    /** How many stage changes there were when a version was registered: tells what came after. */
    private final Map<String, Integer> registeredAfter = new HashMap<>();
    private final Map<String, PromotionLock> locks = new HashMap<>();
    private final Map<String, Map<String, ModelVersion>> aliases = new HashMap<>();
    private final Map<String, FilesDeleted> deleted = new HashMap<>();

    RegistryState() {}

    void registered(ModelVersion version) {
        ModelVersion before = versions.put(version.id(), version);
        List<ModelVersion> ofBuild = byBuild.computeIfAbsent(version.build(), build -> new ArrayList<>());
        if (before != null) {
            byBuild.get(before.build()).remove(before);
        }
        ofBuild.add(version);
        stages.put(version.id(), Stage.CANDIDATE);
        registeredAfter.put(version.id(), changes.size());
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

    void locked(PromotionLock lock) {
        locks.put(lock.model(), lock);
    }

    void unlocked(String model, int build) {
        locks.computeIfPresent(model, (name, lock) -> lock.build() == build ? null : lock);
    }

    void aliased(String model, String alias, Optional<String> version) {
        Map<String, ModelVersion> names = aliases.computeIfAbsent(model, name -> new TreeMap<>());
        names.remove(alias);
        version.map(number -> versions.get(model + ":" + number)).ifPresent(found -> names.put(alias, found));
    }

    void filesDeleted(FilesDeleted event) {
        deleted.put(event.id(), event);
    }

    /** The version called {@code digits:42}, or by an alias {@code digits@champion}, {@code digits@production} or {@code digits@predecessor}. */
    public Optional<ModelVersion> find(String id) {
        int at = id.indexOf('@');
        if (at < 0) {
            return Optional.ofNullable(versions.get(id));
        }
        String model = id.substring(0, at);
        return switch (id.substring(at + 1)) {
            case Alias.PRODUCTION -> production(model);
            case Alias.PREDECESSOR -> predecessor(model);
            default -> Optional.ofNullable(aliases(model).get(id.substring(at + 1)));
        };
    }

    /** The versions of a model, oldest first. */
    public List<ModelVersion> versions(String model) {
        return versions.values().stream().filter(v -> v.model().equals(model)).toList();
    }

    /** The versions that a build registered, of whichever model, oldest first. */
    public List<ModelVersion> ofBuild(int build) {
        return Collections.unmodifiableList(byBuild.getOrDefault(build, List.of()));
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
        return ofBuild(build).stream().filter(v -> v.model().equals(model)).reduce((older, newer) -> newer);
    }

    /** Every stage change of a model, oldest first. */
    public List<StageChange> history(String model) {
        return changes.stream().filter(change -> change.model().equals(model)).toList();
    }

    /** The change that put the version into production that is there now. */
    public Optional<StageChange> inProductionSince(String model) {
        return history(model).stream().filter(c -> c.stage() == Stage.PRODUCTION).reduce((older, newer) -> newer);
    }

    /** The last change by which another build moved production after this version was registered: it was made for what was there before. */
    Optional<StageChange> overtaken(ModelVersion version, int build) {
        return changes.subList(registeredAfter.getOrDefault(version.id(), changes.size()), changes.size()).stream()
                .filter(c -> c.model().equals(version.model()) && c.stage() == Stage.PRODUCTION && c.build() != build)
                .reduce((older, newer) -> newer);
    }

    /** Who may move production of the model now; empty when nobody does. */
    public Optional<PromotionLock> lock(String model) {
        return Optional.ofNullable(locks.get(model));
    }

    /** The model's own aliases in alphabetical order, and the version of each. */
    public Map<String, ModelVersion> aliases(String model) {
        return Collections.unmodifiableMap(aliases.getOrDefault(model, Map.of()));
    }

    /** That the files of a version were given up; empty as long as it has them. */
    public Optional<FilesDeleted> filesDeleted(String id) {
        return Optional.ofNullable(deleted.get(id));
    }

    private Deque<ModelVersion> line(String model) {
        return production.getOrDefault(model, new ArrayDeque<>());
    }

    /** All stage changes, oldest first. */
    public List<StageChange> changes() {
        return Collections.unmodifiableList(changes);
    }
}
