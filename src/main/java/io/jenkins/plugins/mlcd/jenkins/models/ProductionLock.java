package io.jenkins.plugins.mlcd.jenkins.models;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hudson.AbortException;
import hudson.model.Job;
import hudson.model.Run;
import io.jenkins.plugins.mlcd.loop.ModelVersion;
import io.jenkins.plugins.mlcd.loop.PromotionLock;
import io.jenkins.plugins.mlcd.loop.Registry;
import io.jenkins.plugins.mlcd.record.BuildLayout;
import io.jenkins.plugins.mlcd.record.RecordFile;
import io.jenkins.plugins.mlcd.record.Schema;
import java.io.IOException;
import java.util.Optional;
import java.util.function.IntPredicate;

/** Sees to it that of the builds of a job that run at once one at a time moves what is in production. */
public final class ProductionLock {

    private ProductionLock() {}

    /**
     * Takes the lock for a build, as {@link Registry#lock} says. It is given back by {@link #release}, or when the build ends.
     *
     * @param reason what the build does meanwhile, as part of a sentence: {@code rolls digits:42 out}
     * @return why the build has to wait; empty when it may go on
     * @throws AbortException when another build has moved production since the version was made
     */
    public static Optional<String> take(Run<?, ?> run, ModelVersion version, String by, String reason) throws IOException {
        try {
            return ModelFiles.registry(run)
                    .lock(PromotionLock.of(version, run.getNumber(), by, reason), judgedAgainst(run, version), running(run.getParent()))
                    .map(PromotionLock::sentence);
        } catch (IllegalArgumentException e) {
            throw (AbortException) new AbortException(by + ": " + e.getMessage()).initCause(e);
        }
    }

    public static void release(Run<?, ?> run, String model, String reason) throws IOException {
        ModelFiles.registry(run).unlock(model, run.getNumber(), reason);
    }

    /** Whether the build of a number is still at work; one that was deleted, or ended while Jenkins was down, is not. */
    static IntPredicate running(Job<?, ?> job) {
        return number -> {
            Run<?, ?> build = job.getBuildByNumber(number);
            return build != null && build.isBuilding();
        };
    }

    private static Optional<String> judgedAgainst(Run<?, ?> run, ModelVersion version) throws IOException {
        Optional<ObjectNode> validation = RecordFile.read(new BuildLayout(run.getRootDir().toPath()).validation(), Schema.VALIDATION);
        return validation.filter(v -> version.id().equals(v.path("model").asText()))
                .map(v -> v.path("baseline").asText())
                .filter(baseline -> !baseline.isEmpty());
    }
}
