package io.jenkins.plugins.mlcd.embedded;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.cli.UsageException;
import io.jenkins.plugins.mlcd.embedded.lint.RecordedBuilds;
import io.jenkins.plugins.mlcd.embedded.script.UserError;
import io.jenkins.plugins.mlcd.loop.GateOverride;
import io.jenkins.plugins.mlcd.record.BuildLayout;
import io.jenkins.plugins.mlcd.record.Json;
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
import picocli.CommandLine.Spec;

/** {@code mlcd override}: decides in place of a gate, for builds of {@code mlcd run}, which has no web page (docs/how-to/override-a-gate.md). */
@Command(name = "override", mixinStandardHelpOptions = true,
        description = "Decides in place of a gate that did not pass, for a build of mlcd run that waits in mlOverride.")
public final class OverrideCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--home", paramLabel = "DIR", defaultValue = ".mlcd", description = "Home of mlcd run (default: ${DEFAULT-VALUE}).")
    private Path home;

    @Option(names = "--job", paramLabel = "NAME", description = "Name of the job; needed when the home has several.")
    private Optional<String> job;

    @Option(names = "--build", paramLabel = "N", required = true, description = "Number of the build.")
    private int build;

    @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "Why; it is recorded with your name.")
    private String reason;

    @Option(names = "--decline", description = "Turn the model down instead.")
    private boolean decline;

    @Override
    public Integer call() throws IOException {
        try {
            BuildLayout layout = new BuildLayout(RecordedBuilds.directory(home.resolve("jobs"), job).resolve("builds").resolve(Integer.toString(build)));
            if (!Files.isRegularFile(layout.validation())) {
                throw new UsageException("build " + build + " recorded no gate in " + layout.root());
            }
            String model = Json.read(layout.validation(), ObjectNode.class).path("model").asText();
            GateOverride decision = new GateOverride(model, !decline, System.getProperty("user.name"), Instant.now().truncatedTo(ChronoUnit.MILLIS), reason);
            decision.write(layout);
            spec.commandLine().getOut().println(model + " is " + decision.word() + " by " + decision.by());
            spec.commandLine().getOut().flush();
            return 0;
        } catch (UserError | IllegalArgumentException e) {
            throw new UsageException(e.getMessage());
        }
    }
}
