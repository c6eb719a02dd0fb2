package io.jenkins.plugins.mlcd.cli;

import io.jenkins.plugins.mlcd.agent.serve.PortTakenException;
import io.jenkins.plugins.mlcd.agent.target.ChildServers;
import io.jenkins.plugins.mlcd.agent.target.LocalTarget;
import io.jenkins.plugins.mlcd.agent.target.TargetOptions;
import io.jenkins.plugins.mlcd.record.Durations;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code mlcd target}: a deployment target on this machine, until it gets a signal. */
@Command(name = "target", mixinStandardHelpOptions = true,
        description = "Runs a deployment target on this machine: model servers behind a weighted proxy, with an admin API.")
public final class TargetCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--name", defaultValue = "production", description = "Name of the target (default: ${DEFAULT-VALUE}).")
    private String name;

    @Option(names = "--directory", required = true, paramLabel = "DIR", description = "Where the target keeps its state, models, capture and token.")
    private Path directory;

    @Option(names = "--host", defaultValue = "127.0.0.1", description = "Address for users' requests (default: ${DEFAULT-VALUE}).")
    private String host;

    @Option(names = "--port", defaultValue = "0", description = "Port for users' requests; 0 takes a free one (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(names = "--admin-port", defaultValue = "0", description = "Port of the admin API, on loopback; 0 takes a free one (default: ${DEFAULT-VALUE}).")
    private int adminPort;

    @Option(names = "--window", defaultValue = "5s", description = "Length of the model servers' profile windows (default: ${DEFAULT-VALUE}).")
    private String window;

    @Option(names = "--capture-rate", defaultValue = "1.0", description = "Share of the predictions to capture, 0 to 1 (default: ${DEFAULT-VALUE}).")
    private double captureRate;

    @Option(names = "--seed", description = "Seed of the random split, for runs that should repeat.")
    private Optional<Long> seed;

    @Option(names = "--affinity", paramLabel = "COOKIE", description = "Keep a browser with its version by this cookie, which the target sets; default: each request is drawn.")
    private Optional<String> affinity;

    @Option(names = "--end-with-stdin", description = "End when standard input is closed, as it is when the parent process dies.")
    private boolean endWithStdin;

    @Override
    public Integer call() throws IOException, InterruptedException {
        try {
            Duration length = Durations.parse("window", window);
            TargetOptions options = new TargetOptions(name, directory, host, port, adminPort, seed.orElseGet(System::nanoTime), affinity);
            run(options, (logs, capture) -> new ChildServers(logs, capture, captureRate, length));
        } catch (PortTakenException | IllegalArgumentException e) {
            throw new UsageException(e.getMessage());
        }
        return 0;
    }

    private void run(TargetOptions options, LocalTarget.Launchers launchers) throws IOException, InterruptedException {
        try (Ending ending = Ending.onSignal(endWithStdin);
                LocalTarget target = LocalTarget.start(options, launchers, InstantSource.system())) {
            PrintWriter out = spec.commandLine().getOut();
            out.println("target " + name + " serves " + target.dataUrl() + ", admin API " + target.adminUrl());
            out.flush();
            ending.await();
        }
    }
}
