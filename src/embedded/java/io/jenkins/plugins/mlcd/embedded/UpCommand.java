package io.jenkins.plugins.mlcd.embedded;

import io.jenkins.plugins.mlcd.cli.UsageException;
import io.jenkins.plugins.mlcd.embedded.progress.Display;
import io.jenkins.plugins.mlcd.embedded.run.Service;
import io.jenkins.plugins.mlcd.embedded.run.UpRequest;
import io.jenkins.plugins.mlcd.embedded.script.UserError;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code mlcd up}: watches the triggers of a Jenkinsfile on this machine (docs/reference/cli-up.md). */
@Command(name = "up", mixinStandardHelpOptions = true,
        description = "Stays, and runs a Jenkinsfile when its triggers say so: webhooks, schedules, polled sources. Serves them and pages on loopback.",
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {"0:stopped by Ctrl-C or a TERM signal, in order", "2:the call, the configuration or the Jenkinsfile is wrong, or the port or the home is taken",
            "130:stopped, but something had to be killed"})
public final class UpCommand implements Callable<Integer> {

    /** No limit that a machine would reach. */
    private static final String NO_LIMIT = "1000000";

    @Spec
    private CommandSpec spec;

    @Mixin
    private RunOptions options;

    @Option(names = "--port", paramLabel = "PORT", defaultValue = "8484", description = "Port of pages and webhooks, on 127.0.0.1; 0 takes a free one (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(names = "--build", description = "Start a first build at once.")
    private boolean build;

    @Option(names = "--max-builds", paramLabel = "N", defaultValue = NO_LIMIT, description = "Most builds until it is stopped (default: no limit).")
    private int maxBuilds;

    @Override
    public Integer call() throws IOException, InterruptedException {
        try {
            UpRequest request = request();
            try (Display display = options.display()) {
                new Service(request, display).run();
            }
            return 0;
        } catch (UserError e) {
            PrintWriter err = spec.commandLine().getErr();
            e.getMessage().lines().forEach(line -> err.println("mlcd: " + line));
            err.flush();
            return 2;
        }
    }

    private UpRequest request() throws IOException {
        try {
            return new UpRequest(options.request(false, maxBuilds), port, build);
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage());
        }
    }
}
