package io.jenkins.plugins.mlcd.embedded.lint;

import hudson.model.Result;
import io.jenkins.plugins.mlcd.embedded.host.BuildRunner;
import io.jenkins.plugins.mlcd.embedded.host.EmbeddedJenkins;
import io.jenkins.plugins.mlcd.embedded.host.HostOptions;
import io.jenkins.plugins.mlcd.embedded.steps.StockSteps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;

/** A host on an empty home of its own, which has the steps and symbols by which a Jenkinsfile is judged, and runs nothing. */
public final class Rulebook implements AutoCloseable {

    private final Path home;

    private Rulebook(Path home) {
        this.home = home;
    }

    /** @throws IllegalStateException when a host runs in this JVM already */
    public static Rulebook open() throws IOException {
        Rulebook rules = new Rulebook(Files.createTempDirectory("mlcd-lint"));
        try {
            EmbeddedJenkins.start(rules.home, HostOptions.of(new NoBuilds(), StockSteps.all()));
            return rules;
        } catch (IOException | RuntimeException e) {
            rules.delete();
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        EmbeddedJenkins.stop();
        delete();
    }

    private void delete() throws IOException {
        try (Stream<Path> files = Files.walk(home)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static final class NoBuilds implements BuildRunner {

        @Override
        public Result run(WorkflowRun run) {
            throw new UnsupportedOperationException("nothing runs here");
        }

        @Override
        public void interrupt(WorkflowRun run, FlowInterruptedException cause) {
            // There is nothing to interrupt.
        }
    }
}
