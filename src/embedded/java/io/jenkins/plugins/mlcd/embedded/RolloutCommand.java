package io.jenkins.plugins.mlcd.embedded;

import io.jenkins.plugins.mlcd.canary.PersonCommand;
import io.jenkins.plugins.mlcd.canary.PersonCommands;
import io.jenkins.plugins.mlcd.cli.UsageException;
import io.jenkins.plugins.mlcd.embedded.lint.RecordedBuilds;
import io.jenkins.plugins.mlcd.embedded.script.UserError;
import io.jenkins.plugins.mlcd.record.BuildLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code mlcd rollout}: what the page of a rollout does, for builds of {@code mlcd run}, which has no such page (docs/reference/canary.md). */
@Command(name = "rollout", mixinStandardHelpOptions = true,
        description = "Pauses or resumes the rollout of a build of mlcd run, takes its traffic back, or approves its next step.")
public final class RolloutCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "ACTION", description = "pause, resume, rollback or approve.")
    private String action;

    @Option(names = "--home", paramLabel = "DIR", defaultValue = ".mlcd", description = "Home of mlcd run (default: ${DEFAULT-VALUE}).")
    private Path home;

    @Option(names = "--job", paramLabel = "NAME", description = "Name of the job; needed when the home has several.")
    private Optional<String> job;

    @Option(names = "--build", paramLabel = "N", required = true, description = "Number of the build.")
    private int build;

    @Option(names = "--reason", paramLabel = "TEXT", defaultValue = "", description = "Why; it is recorded with your name.")
    private String reason;

    @Override
    public Integer call() throws IOException {
        try {
            PersonCommand.Action wanted = PersonCommand.Action.of(action);
            BuildLayout layout = new BuildLayout(RecordedBuilds.directory(home.resolve("jobs"), job).resolve("builds").resolve(Integer.toString(build)));
            if (!Files.isRegularFile(layout.rollout())) {
                throw new UsageException("build " + build + " recorded no rollout in " + layout.root());
            }
            new PersonCommands(layout.rolloutCommands()).add(wanted, System.getProperty("user.name"), Instant.now().truncatedTo(ChronoUnit.MILLIS), reason);
            spec.commandLine().getOut().println(wanted.word() + " is recorded; the console of build " + build + " says what came of it");
            spec.commandLine().getOut().flush();
            return 0;
        } catch (UserError | IllegalArgumentException e) {
            throw new UsageException(e.getMessage());
        }
    }
}
