package io.jenkins.plugins.mlcd.cli;

import io.jenkins.plugins.mlcd.loop.ModelVersion;
import io.jenkins.plugins.mlcd.loop.RegistryView;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where the subcommands of {@code mlcd registry} and {@code mlcd export} look. */
final class RegistryPlace {

    @Option(names = "--home", paramLabel = "DIR", defaultValue = ".mlcd",
            description = "Home of mlcd run or of Jenkins, or the directory of one job (default: ${DEFAULT-VALUE}).")
    private Path home;

    @Option(names = "--job", paramLabel = "NAME", description = "Only this job, by its full name.")
    private Optional<String> job = Optional.empty();

    Map<String, Path> jobs() throws IOException {
        return JobDirectories.below(home, job);
    }

    /** The one job that is meant. */
    Map.Entry<String, Path> oneJob() throws IOException {
        Map<String, Path> jobs = jobs();
        if (jobs.size() > 1) {
            throw new UsageException("there are several jobs, say which one with --job: " + String.join(", ", jobs.keySet()));
        }
        return jobs.entrySet().iterator().next();
    }

    /** A version, with the job that has it. */
    record Found(String job, Path directory, RegistryView view, ModelVersion version) {}

    /** @throws UsageException when no job has the version, or several do */
    Found find(String id) throws IOException {
        List<Found> found = new ArrayList<>();
        for (Map.Entry<String, Path> entry : jobs().entrySet()) {
            RegistryView view = RegistryView.of(entry.getValue());
            view.state().find(id).ifPresent(version -> found.add(new Found(entry.getKey(), entry.getValue(), view, version)));
        }
        if (found.isEmpty()) {
            throw new UsageException("model version '" + id + "' is not registered; mlcd registry list shows which are");
        }
        if (found.size() > 1) {
            throw new UsageException("'" + id + "' is a version of several jobs, say which one with --job: " + String.join(", ", found.stream().map(Found::job).toList()));
        }
        return found.get(0);
    }
}
