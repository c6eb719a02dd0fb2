package io.jenkins.plugins.mlcd.embedded;

import io.jenkins.plugins.mlcd.cli.UsageException;
import io.jenkins.plugins.mlcd.embedded.config.RunConfig;
import io.jenkins.plugins.mlcd.embedded.config.RunConfigReader;
import io.jenkins.plugins.mlcd.embedded.progress.Display;
import io.jenkins.plugins.mlcd.embedded.progress.Displays;
import io.jenkins.plugins.mlcd.embedded.progress.OneLineLog;
import io.jenkins.plugins.mlcd.embedded.run.RunRequest;
import io.jenkins.plugins.mlcd.record.BuildLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options of all commands that run a Jenkinsfile on this machine. */
final class RunOptions {

    private static final String CONFIG = "mlcd.yaml";

    /** Set by the command line's option {@code --debug}. */
    private static final String DEBUG = "mlcd.debug";

    @Parameters(paramLabel = "JENKINSFILE", defaultValue = "Jenkinsfile", description = "The file to run (default: ${DEFAULT-VALUE}).")
    private Path jenkinsfile;

    @Option(names = "--executors", paramLabel = "N", description = "How many parts of a build run at the same time (default: one for each core).")
    private Integer executors;

    @Option(names = "--param", paramLabel = "NAME=VALUE", description = "A parameter of the builds.")
    private Map<String, String> parameters = new LinkedHashMap<>();

    @Option(names = "--home", paramLabel = "DIR", defaultValue = ".mlcd", description = "Where jobs, builds and workspaces are kept (default: ${DEFAULT-VALUE}).")
    private Path home;

    @Option(names = "--job", paramLabel = "NAME", description = "Name of the job (default: name of the Jenkinsfile's directory).")
    private String job;

    @Option(names = "--config", paramLabel = "FILE", description = "Targets and mail (default: mlcd.yaml beside the Jenkinsfile, if there is one).")
    private Path config;

    @Option(names = "--no-color", description = "No colors on the terminal.")
    private boolean noColor;

    @Option(names = "--plain", description = "Plain lines on a terminal too.")
    private boolean plain;

    /** How the run is shown, with the log of this process in single lines unless {@code --debug} is set. */
    Display display() {
        if (!Boolean.getBoolean(DEBUG)) {
            OneLineLog.install();
        }
        return Displays.of(System.out, plain, !noColor && System.getenv("NO_COLOR") == null);
    }

    RunRequest request(boolean resume, int maxBuilds) throws IOException {
        if (!Files.isRegularFile(jenkinsfile)) {
            throw new UsageException("there is no Jenkinsfile " + jenkinsfile);
        }
        int count = executors == null ? Runtime.getRuntime().availableProcessors() : executors;
        requireAtLeastOne("--executors", count);
        requireAtLeastOne("--max-builds", maxBuilds);
        return new RunRequest(jenkinsfile, home, jobName(), count, parameters, resume, maxBuilds, config());
    }

    private static void requireAtLeastOne(String option, int value) {
        if (value < 1) {
            throw new UsageException(option + " must be at least 1, but is " + value);
        }
    }

    private String jobName() {
        Path file = jenkinsfile.toAbsolutePath().normalize();
        String name = file.getFileName().toString();
        Path directory = file.getParent().getFileName();
        String derived = name.equals("Jenkinsfile") && directory != null ? directory.toString() : name.replaceFirst("\\.[^.]*$", "");
        String safe = derived.replaceAll("[^A-Za-z0-9._-]", "-").replaceFirst("^[^A-Za-z0-9]+", "");
        try {
            return BuildLayout.requireName("job", job == null ? (safe.isEmpty() ? "job" : safe) : job);
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage());
        }
    }

    private RunConfig config() throws IOException {
        if (config != null && !Files.isRegularFile(config)) {
            throw new UsageException("there is no configuration " + config);
        }
        Path file = config == null ? jenkinsfile.toAbsolutePath().resolveSibling(CONFIG) : config;
        return Files.isRegularFile(file) ? RunConfigReader.read(file) : RunConfig.EMPTY;
    }
}
