package io.jenkins.plugins.mlcd.jenkins.steps.canary;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hudson.model.Job;
import hudson.model.Run;
import io.jenkins.plugins.mlcd.record.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import jenkins.model.Jenkins;

/**
 * Sees to it that one build at a time rolls out to a target, of whatever job. Who has it is in a file of Jenkins' home, so that it
 * survives a restart; a build that ended or was deleted has it no longer. Two names of one place are two targets.
 */
final class TargetLock {

    private static final Object LOCK = new Object();

    private TargetLock() {}

    /**
     * @param does what the build does meanwhile: {@code rolls digits:42 out}
     * @return why it cannot be had: who has it; empty when the build has it now
     */
    static Optional<String> take(Run<?, ?> run, String target, String does) throws IOException {
        synchronized (LOCK) {
            Path file = file(target);
            Optional<ObjectNode> holder = read(file);
            if (holder.isPresent() && !isOf(run, holder.get()) && works(holder.get())) {
                return Optional.of(holder.get().path("job").asText() + " #" + holder.get().path("build").asInt() + " " + holder.get().path("does").asText()
                        + " on the target '" + target + "' since " + holder.get().path("since").asText());
            }
            if (holder.isEmpty() || !isOf(run, holder.get())) {
                Files.createDirectories(file.getParent());
                Json.write(file, Json.object().put("job", run.getParent().getFullName()).put("build", run.getNumber()).put("does", does)
                        .put("since", Instant.now().toString()));
            }
            return Optional.empty();
        }
    }

    /** Nothing happens when another build has it. */
    static void release(Run<?, ?> run, String target) throws IOException {
        synchronized (LOCK) {
            Path file = file(target);
            Optional<ObjectNode> holder = read(file);
            if (holder.isPresent() && isOf(run, holder.get())) {
                Files.delete(file);
            }
        }
    }

    private static Path file(String target) {
        return Jenkins.get().getRootDir().toPath().resolve("mlcd").resolve("targets").resolve(target + ".json");
    }

    private static Optional<ObjectNode> read(Path file) throws IOException {
        return Files.exists(file) ? Optional.of(Json.read(file, ObjectNode.class)) : Optional.empty();
    }

    private static boolean isOf(Run<?, ?> run, ObjectNode holder) {
        return holder.path("job").asText().equals(run.getParent().getFullName()) && holder.path("build").asInt() == run.getNumber();
    }

    private static boolean works(ObjectNode holder) {
        Job<?, ?> job = Jenkins.get().getItemByFullName(holder.path("job").asText(), Job.class);
        Run<?, ?> build = job == null ? null : job.getBuildByNumber(holder.path("build").asInt());
        return build != null && build.isBuilding();
    }
}
