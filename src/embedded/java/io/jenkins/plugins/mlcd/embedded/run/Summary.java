package io.jenkins.plugins.mlcd.embedded.run;

import hudson.model.Cause;
import hudson.model.Result;
import io.jenkins.plugins.mlcd.embedded.progress.Times;
import io.jenkins.plugins.mlcd.loop.Registry;
import io.jenkins.plugins.mlcd.loop.Stage;
import io.jenkins.plugins.mlcd.loop.StageChange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/**
 * What a run achieved.
 *
 * @param builds in their order
 * @param interrupted whether a signal ended it
 */
public record Summary(List<Build> builds, boolean interrupted) {

    /** Exit status of a run whose last build is unstable. */
    public static final int UNSTABLE = 3;

    /**
     * A build of the run.
     *
     * @param causes why it ran, each a sentence
     * @param promoted versions that it put into production
     * @param report its page, when it has one
     */
    public record Build(String name, Result result, Duration duration, List<String> causes, List<String> promoted, Optional<Path> report) {}

    public Summary {
        builds = List.copyOf(builds);
    }

    static Summary of(List<WorkflowRun> runs, boolean interrupted) throws IOException {
        List<Build> builds = new ArrayList<>();
        for (WorkflowRun run : runs) {
            Path report = run.getRootDir().toPath().resolve("archive").resolve("mlcd").resolve("report.html");
            builds.add(new Build(run.getFullDisplayName(), run.getResult() == null ? Result.FAILURE : run.getResult(),
                    Duration.ofMillis(run.getDuration()), run.getCauses().stream().map(Cause::getShortDescription).toList(),
                    promoted(run), Optional.of(report).filter(Files::exists)));
        }
        return new Summary(builds, interrupted);
    }

    private static List<String> promoted(WorkflowRun run) throws IOException {
        return Registry.of(run.getParent().getRootDir().toPath()).state().changes().stream()
                .filter(change -> change.build() == run.getNumber() && change.stage() == Stage.PRODUCTION)
                .map((StageChange change) -> change.model() + ":" + change.version())
                .distinct()
                .toList();
    }

    /** By the last build, which answers what the ones before it found: 0 when it is well or was not needed, 3 when unstable, else 1; 130 after a signal. */
    public int exitStatus() {
        if (interrupted) {
            return Interruption.EXIT_STATUS;
        }
        Result last = builds.get(builds.size() - 1).result();
        if (last == Result.UNSTABLE) {
            return UNSTABLE;
        }
        return last == Result.SUCCESS || last == Result.NOT_BUILT ? 0 : 1;
    }

    /** A few lines for each build. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (Build build : builds) {
            lines.add(build.name() + ": " + build.result() + " after " + Times.text(build.duration()));
            lines.add("    because: " + (build.causes().isEmpty() ? "unknown" : build.causes().stream().collect(Collectors.joining("; "))));
            if (!build.promoted().isEmpty()) {
                lines.add("    promoted: " + String.join(", ", build.promoted()));
            }
            build.report().ifPresent(report -> lines.add("    report: " + report));
        }
        return lines;
    }
}
