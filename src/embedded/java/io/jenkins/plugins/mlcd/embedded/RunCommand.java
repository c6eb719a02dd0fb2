package io.jenkins.plugins.mlcd.embedded;

import io.jenkins.plugins.mlcd.embedded.progress.Display;
import io.jenkins.plugins.mlcd.embedded.run.RunRequest;
import io.jenkins.plugins.mlcd.embedded.run.Session;
import io.jenkins.plugins.mlcd.embedded.run.Summary;
import io.jenkins.plugins.mlcd.embedded.script.UserError;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code mlcd run}: runs a Jenkinsfile on this machine (docs/reference/cli-run.md). */
@Command(name = "run", mixinStandardHelpOptions = true, description = "Runs a Jenkinsfile on this machine, and the builds that it causes.",
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {"0:the last build is a success, or was not needed", "1:the last build failed", "2:the call, the configuration or the Jenkinsfile is wrong",
            "3:the last build is unstable", "130:stopped by Ctrl-C"})
public final class RunCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private RunOptions options;

    @Option(names = "--resume", description = "Go on with the last build, which was killed or aborted.")
    private boolean resume;

    @Option(names = "--max-builds", paramLabel = "N", defaultValue = "5", description = "Most builds of this run (default: ${DEFAULT-VALUE}).")
    private int maxBuilds;

    @Override
    public Integer call() throws IOException, InterruptedException {
        try {
            return run(options.request(resume, maxBuilds));
        } catch (UserError e) {
            PrintWriter err = spec.commandLine().getErr();
            e.getMessage().lines().forEach(line -> err.println("mlcd: " + line));
            err.flush();
            return 2;
        }
    }

    private int run(RunRequest request) throws IOException, InterruptedException {
        try (Display display = options.display()) {
            Summary summary = new Session(request, display).run();
            display.line("");
            summary.lines().forEach(display::line);
            return summary.exitStatus();
        }
    }
}
