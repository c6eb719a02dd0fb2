package io.jenkins.plugins.mlcd.jenkins.models;

import hudson.model.Job;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.mlcd.loop.FilesDeleted;
import io.jenkins.plugins.mlcd.loop.ModelVersion;
import io.jenkins.plugins.mlcd.loop.Registry;
import io.jenkins.plugins.mlcd.loop.RegistryState;
import io.jenkins.plugins.mlcd.loop.Retention;
import java.io.IOException;
import java.util.List;

/** Gives the files of models up that a job need not keep, and deletes them: first the fact, then the files, so that a crash in between is made good later. */
final class ModelFilesRetention {

    private ModelFilesRetention() {}

    /** The job's own policy where it has one, otherwise the one for all jobs. */
    static Retention policy(Job<?, ?> job) {
        ModelRetentionProperty own = job.getProperty(ModelRetentionProperty.class);
        return own == null ? ModelConfiguration.get().policy() : own.policy();
    }

    static void apply(Job<?, ?> job, TaskListener listener) throws IOException, InterruptedException {
        Retention policy = policy(job);
        if (policy.keepsAll()) {
            return;
        }
        Registry registry = Registry.of(job.getRootDir().toPath());
        for (String model : registry.state().models()) {
            List<FilesDeleted> givenUp = registry.giveUpFiles(model, policy, ProductionLock.running(job));
            RegistryState state = registry.state();
            for (FilesDeleted deleted : givenUp) {
                delete(job, state, state.find(deleted.id()).orElseThrow(), listener);
            }
        }
    }

    private static void delete(Job<?, ?> job, RegistryState state, ModelVersion version, TaskListener listener) throws IOException, InterruptedException {
        if (version.imported()) {
            if (ArchivedDirectory.deleteImported(job, version)) {
                listener.getLogger().println("[mlcd] deleted the files of " + version.id());
            }
            return;
        }
        Run<?, ?> build = job.getBuildByNumber(version.build());
        if (build != null && new ArchivedDirectory(build, version.artifacts()).delete(listener)) {
            listener.getLogger().println("[mlcd] deleted the files of " + version.id());
        }
        if (build != null && needsNoFiles(state, version.build())) {
            new ArchivedDirectory(build, "mlcd/trials").delete(listener);
        }
    }

    /** Whether all versions that a build registered have given up their files; then those of its other trials are worth nothing either. */
    private static boolean needsNoFiles(RegistryState state, int build) {
        return state.models().stream()
                .flatMap(model -> state.versions(model).stream())
                .filter(version -> version.build() == build)
                .allMatch(version -> state.filesDeleted(version.id()).isPresent());
    }
}
