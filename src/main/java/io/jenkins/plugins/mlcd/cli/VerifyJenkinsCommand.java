package io.jenkins.plugins.mlcd.cli;

import io.jenkins.plugins.mlcd.cli.verify.Checks;
import io.jenkins.plugins.mlcd.cli.verify.Checks.Outcome;
import io.jenkins.plugins.mlcd.cli.verify.JenkinsClient;
import io.jenkins.plugins.mlcd.cli.verify.JenkinsVerification;
import io.jenkins.plugins.mlcd.cli.verify.Settings;
import io.jenkins.plugins.mlcd.record.Durations;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code mlcd verify-jenkins}: whether the plugin works in a real Jenkins. Exit status 0 when nothing failed, 1 otherwise. */
@Command(name = "verify-jenkins", mixinStandardHelpOptions = true,
        description = "Proves the plugin in a real Jenkins: installs it, runs the examples, restarts the controller under them, looks at pages and webhook.")
public final class VerifyJenkinsCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--war", paramLabel = "FILE", description = "jenkins.war; it is started on loopback with a fresh home.")
    private Optional<Path> war;

    @Option(names = "--plugins", paramLabel = "DIR", description = "The .jpi or .hpi files that this home starts with: Pipeline and what else the plugin depends on.")
    private Optional<Path> plugins;

    @Option(names = "--url", description = "A Jenkins that runs already, instead of --war. The controller is not restarted.")
    private Optional<URI> url;

    @Option(names = "--user", description = "An administrator of it.")
    private Optional<String> user;

    @Option(names = "--token-file", paramLabel = "FILE", description = "A file with the administrator's API token.")
    private Optional<Path> tokenFile;

    @Option(names = "--token", description = "The API token itself; others on this machine may see it.")
    private Optional<String> token;

    @Option(names = "--hpi", paramLabel = "FILE", description = "The plugin (default: target/mlcd.hpi of this project).")
    private Optional<Path> hpi;

    @Option(names = "--project", paramLabel = "DIR", description = "This project (default: where the command mlcd is).")
    private Optional<Path> project;

    @Option(names = "--agent-project", paramLabel = "DIR", description = "This project as the agents of --url see it (default: as this machine does).")
    private Optional<String> agentProject;

    @Option(names = "--work", paramLabel = "DIR", description = "For home, target and logs; must be empty (default: a new directory for temporary files).")
    private Optional<Path> work;

    @Option(names = "--patience", defaultValue = "15m", description = "How long one build may take (default: ${DEFAULT-VALUE}).")
    private String patience;

    @Option(names = "--trials", defaultValue = "6", description = "Trials of the sweep (default: ${DEFAULT-VALUE}).")
    private int trials;

    @Option(names = "--java-option", paramLabel = "OPTION", description = "For the JVM of --war; may be repeated.")
    private List<String> javaOptions = List.of();

    @Option(names = "--keep", description = "Leave jobs, home and logs; they stay anyway when something failed with --war.")
    private boolean keep;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        Settings settings = settings();
        Checks checks = new Checks(out, InstantSource.system());
        JenkinsVerification verification = new JenkinsVerification(settings, checks);
        Thread ending = new Thread(verification::close, "verification's end");
        Runtime.getRuntime().addShutdownHook(ending);
        try {
            verification.run();
        } finally {
            Runtime.getRuntime().removeShutdownHook(ending);
            verification.close();
        }
        table(out, checks);
        if (!checks.passed() && settings.war().isPresent()) {
            out.println("home and logs: " + settings.work());
        }
        out.flush();
        return checks.passed() ? 0 : 1;
    }

    private static void table(PrintWriter out, Checks checks) {
        TextTable table = new TextTable("result", "seconds", "check", "seen");
        for (Outcome outcome : checks.outcomes()) {
            String seen = outcome.detail().length() > 100 ? outcome.detail().substring(0, 97) + "..." : outcome.detail();
            table.row(outcome.status().name().toLowerCase(java.util.Locale.ROOT), Math.round(outcome.took().toMillis() / 100.0) / 10.0, outcome.name(), seen);
        }
        out.println();
        table.print(out);
        out.println(checks.summary());
    }

    private Settings settings() throws IOException {
        Path launcher = launcher();
        Path home = project.orElse(launcher.getParent()).toAbsolutePath().normalize();
        Path plugin = hpi.orElse(home.resolve("target/mlcd.hpi"));
        if (!Files.isRegularFile(plugin)) {
            throw new UsageException("there is no plugin at " + plugin + "; run 'mvn -DskipTests package' in " + home);
        }
        Optional<String> secret = tokenFile.isPresent() ? Optional.of(Files.readString(tokenFile.get()).strip()) : token;
        try {
            return new Settings(war, plugins, url, user.flatMap(name -> secret.map(value -> new JenkinsClient.Login(name, value))), plugin, home,
                    agentProject.orElse(home.toString()), launcher, work.isPresent() ? Files.createDirectories(work.get()).toAbsolutePath() : Files.createTempDirectory("mlcd-verify"),
                    Durations.parse("patience", patience), trials, javaOptions, keep);
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage());
        }
    }

    private static Path launcher() {
        String launcher = System.getenv("MLCD_LAUNCHER");
        if (launcher == null) {
            throw new UsageException("start it by the launcher 'mlcd' of a checkout; its directory holds the examples");
        }
        return Path.of(launcher).toAbsolutePath();
    }
}
