package io.jenkins.plugins.mlcd.loop;

import io.jenkins.plugins.mlcd.record.JobLayout;
import io.jenkins.plugins.mlcd.record.JobLog;
import io.jenkins.plugins.mlcd.record.Schema;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

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
        return RegistryCodec.fold(log.read());
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
            Optional<ModelVersion> known = RegistryCodec.fold(events).find(version.id());
            if (known.isPresent()) {
                if (!known.get().sameFiles(version)) {
                    throw new IllegalArgumentException("model version '" + version.id() + "' is registered with other files already");
                }
                return known.get();
            }
            ModelVersion registered = version.registered(clock.instant());
            appender.append(RegistryCodec.registered(registered));
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
            RegistryState state = RegistryCodec.fold(events);
            ModelVersion version = require(state, id);
            if (state.stage(id).filter(stage::equals).isPresent()) {
                return false;
            }
            if (state.production(version.model()).filter(version::equals).isPresent()) {
                throw new IllegalArgumentException("model version '" + id + "' is in production; it leaves when another version is"
                        + " promoted or it is rolled back, not by the stage '" + stage.word() + "'");
            }
            if (stage == Stage.PRODUCTION) {
                requireMovable(state, version, build);
            }
            appender.append(RegistryCodec.stage(new StageChange(
                    clock.instant(), version.model(), version.version(), stage, build, by, reason, Optional.empty())));
            return true;
        });
    }

    private static void requireMovable(RegistryState state, ModelVersion version, int build) {
        requireFiles(state, version);
        state.lock(version.model()).filter(lock -> lock.build() != build).ifPresent(lock -> {
            throw new IllegalArgumentException("model version '" + version.id() + "' cannot enter production: " + lock.sentence());
        });
    }

    private static void requireFiles(RegistryState state, ModelVersion version) {
        state.filesDeleted(version.id()).ifPresent(deleted -> {
            throw new IllegalArgumentException("model version '" + version.id() + "' has no files any more: " + deleted.reason());
        });
    }

    /**
     * Takes the lock on a model's production for a build. A lock of a build that does not run any more is freed; the same build
     * again, or one whose version is in production already, changes nothing.
     *
     * @param judgedAgainst what the version was compared with by its gate, if it was
     * @param running whether the build of a number still runs
     * @return the lock of another build that runs; empty when {@code wanted} is held now
     * @throws IllegalArgumentException when another build has moved production since the version was registered, and it was not
     *     judged against what is there now
     */
    public Optional<PromotionLock> lock(PromotionLock wanted, Optional<String> judgedAgainst, IntPredicate running) throws IOException {
        return log.transact((events, appender) -> {
            RegistryState state = RegistryCodec.fold(events);
            ModelVersion version = require(state, wanted.id());
            Optional<PromotionLock> held = state.lock(wanted.model()).filter(lock -> lock.build() != wanted.build());
            if (held.filter(lock -> running.test(lock.build())).isPresent()) {
                return held;
            }
            if (held.isPresent()) {
                appender.append(RegistryCodec.unlocked(held.get(), clock.instant(), "build " + held.get().build() + " does not run any more"));
            }
            boolean there = state.production(version.model()).filter(version::equals).isPresent();
            if (there || state.lock(wanted.model()).filter(lock -> lock.build() == wanted.build()).isPresent()) {
                return Optional.empty();
            }
            requireFiles(state, version);
            requireStillJudged(state, version, wanted.build(), judgedAgainst);
            appender.append(RegistryCodec.locked(wanted.taken(clock.instant())));
            return Optional.empty();
        });
    }

    /** A version of an earlier build is somebody's explicit wish; the build's own was made for the production that it saw. */
    private static void requireStillJudged(RegistryState state, ModelVersion version, int build, Optional<String> judgedAgainst) {
        Optional<StageChange> overtaken = version.build() == build ? state.overtaken(version, build) : Optional.empty();
        if (overtaken.isPresent() && judgedAgainst.filter(state.production(version.model()).map(ModelVersion::id).orElse("")::equals).isEmpty()) {
            StageChange change = overtaken.get();
            throw new IllegalArgumentException("model version '" + version.id() + "' was not judged against '" + change.id() + "', which build "
                    + change.build() + " put into production at " + change.at() + " meanwhile; validate it again or start a new build");
        }
    }

    /** Gives the lock back; a build that has none changes nothing. */
    public void unlock(String model, int build, String reason) throws IOException {
        log.transact((events, appender) -> {
            Optional<PromotionLock> held = RegistryCodec.fold(events).lock(model).filter(lock -> lock.build() == build);
            if (held.isPresent()) {
                appender.append(RegistryCodec.unlocked(held.get(), clock.instant(), reason));
            }
            return null;
        });
    }

    /**
     * Lets {@code alias} point at a version; without one it points nowhere. What it says already again changes nothing.
     *
     * @param id such as {@code digits:42}
     */
    public void alias(String model, String alias, Optional<String> id, int build, String by) throws IOException {
        Alias.require(alias);
        log.transact((events, appender) -> {
            RegistryState state = RegistryCodec.fold(events);
            Optional<ModelVersion> version = id.map(wanted -> require(state, wanted));
            if (version.filter(v -> !v.model().equals(model)).isPresent()) {
                throw new IllegalArgumentException("alias '" + alias + "' of model '" + model + "' cannot point at '" + id.get() + "'");
            }
            if (!version.equals(Optional.ofNullable(state.aliases(model).get(alias)))) {
                appender.append(RegistryCodec.alias(clock.instant(), model, alias, version.map(ModelVersion::version), build, by));
            }
            return null;
        });
    }

    /**
     * Decides which versions of a model lose their files, and records it before anybody deletes them: from then on none of them can
     * enter production.
     *
     * @param busy builds whose models have to stay for now
     * @return all whose files were given up, also earlier; what is left of them may be deleted
     */
    public List<FilesDeleted> giveUpFiles(String model, Retention policy, IntPredicate busy) throws IOException {
        return log.transact((events, appender) -> {
            RegistryState state = RegistryCodec.fold(events);
            for (FilesDeleted deleted : policy.expired(state, model, clock.instant(), busy)) {
                appender.append(RegistryCodec.filesDeleted(deleted));
                state.filesDeleted(deleted);
            }
            return state.versions(model).stream().flatMap(v -> state.filesDeleted(v.id()).stream()).toList();
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
            RegistryState state = RegistryCodec.fold(events);
            ModelVersion current = state.production(model)
                    .orElseThrow(() -> new IllegalArgumentException("model '" + model + "' has no version in production to roll back"));
            if (state.inProductionSince(model).filter(c -> c.rolledBack().isPresent() && c.build() == build && build > 0).isPresent()) {
                return current;
            }
            ModelVersion before = state.predecessor(model).orElseThrow(() -> new IllegalArgumentException(
                    "model version '" + current.id() + "' has no predecessor to roll back to"));
            requireFiles(state, before);
            appender.append(RegistryCodec.stage(rollback(current, before, build, by, reason)));
            return before;
        });
    }

    /** As {@link #rollback(String, int, String, String)}, to a version that the caller names. */
    public ModelVersion rollbackTo(String id, int build, String by, String reason) throws IOException {
        return log.transact((events, appender) -> {
            RegistryState state = RegistryCodec.fold(events);
            ModelVersion wanted = require(state, id);
            ModelVersion current = state.production(wanted.model()).orElseThrow(() -> new IllegalArgumentException(
                    "model '" + wanted.model() + "' has no version in production to roll back"));
            if (!current.equals(wanted)) {
                requireFiles(state, wanted);
                appender.append(RegistryCodec.stage(rollback(current, wanted, build, by, reason)));
            }
            return wanted;
        });
    }

    private StageChange rollback(ModelVersion from, ModelVersion to, int build, String by, String reason) {
        return new StageChange(
                clock.instant(), to.model(), to.version(), Stage.PRODUCTION, build, by, reason, Optional.of(from.version()));
    }
}
