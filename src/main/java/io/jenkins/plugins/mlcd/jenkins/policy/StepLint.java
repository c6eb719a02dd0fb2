package io.jenkins.plugins.mlcd.jenkins.policy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hudson.AbortException;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.mlcd.lint.Finding;
import io.jenkins.plugins.mlcd.lint.GateFacts;
import io.jenkins.plugins.mlcd.record.BuildLayout;
import io.jenkins.plugins.mlcd.record.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Says what is wrong with a step's policy before the step does its work. */
public final class StepLint {

    /** Builds before this one in which a gate's facts are looked for. */
    private static final int MOST_BUILDS = 20;

    private StepLint() {}

    /**
     * Prints the findings.
     *
     * @param step its function name
     * @throws AbortException with the first error among them
     */
    public static void report(TaskListener listener, String step, List<Finding> findings) throws AbortException {
        findings.forEach(finding -> listener.getLogger().println("[" + step + "] " + finding));
        Optional<Finding> error = findings.stream().filter(Finding::isError).findFirst();
        if (error.isPresent()) {
            throw new AbortException(step + ": '" + error.get().subject() + "' " + error.get().message());
        }
    }

    /** What the last build before {@code run} that has a gate recorded of it; empty when none of the last ones has, or its record cannot be read. */
    public static Optional<GateFacts> lastGate(Run<?, ?> run, TaskListener listener) {
        Run<?, ?> build = run.getPreviousBuild();
        for (int i = 0; build != null && i < MOST_BUILDS; i++, build = build.getPreviousBuild()) {
            Path file = new BuildLayout(build.getRootDir().toPath()).validation();
            if (Files.isRegularFile(file)) {
                try {
                    return Optional.of(new GateFacts(Json.read(file, ObjectNode.class)));
                } catch (IOException e) {
                    listener.getLogger().println("[mlValidate] the record of " + build + " cannot be read, so nothing is compared with it: " + e.getMessage());
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }
}
