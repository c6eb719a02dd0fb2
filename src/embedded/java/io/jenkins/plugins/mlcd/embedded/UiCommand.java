package io.jenkins.plugins.mlcd.embedded;

import io.jenkins.plugins.mlcd.cli.UsageException;
import io.jenkins.plugins.mlcd.embedded.web.LabelRoutes;
import io.jenkins.plugins.mlcd.embedded.web.LoopbackServer;
import io.jenkins.plugins.mlcd.embedded.web.PageRoutes;
import io.jenkins.plugins.mlcd.embedded.web.Routes;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code mlcd ui}: the pages of the runs in a home, on loopback (docs/reference/pages.md). It reads files, writes labels only, and may run beside {@code mlcd run}. */
@Command(name = "ui", mixinStandardHelpOptions = true, description = "Shows the pages of the runs in a home, to a browser on this machine, until Ctrl-C.")
public final class UiCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--home", paramLabel = "DIR", defaultValue = ".mlcd", description = "Home of mlcd run (default: ${DEFAULT-VALUE}).")
    private Path home;

    @Option(names = "--port", paramLabel = "P", defaultValue = "8080", description = "Port on 127.0.0.1; 0 for any free one (default: ${DEFAULT-VALUE}).")
    private int port;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!Files.isDirectory(home)) {
            throw new UsageException("there is no home " + home + "; mlcd run makes one");
        }
        if (port < 0 || port > 65_535) {
            throw new UsageException("--port must be 0 to 65535, but is " + port);
        }
        try (LoopbackServer server = LoopbackServer.start(port, Routes.of(List.of(
                new LabelRoutes(home, InstantSource.system(), System.getProperty("user.name"), () -> { }), new PageRoutes(home, InstantSource.system()))))) {
            PrintWriter out = spec.commandLine().getOut();
            out.println("mlcd ui: " + server.address() + "/ shows the runs in " + home + "; end it with Ctrl-C");
            out.flush();
            new CountDownLatch(1).await();
        }
        return 0;
    }
}
