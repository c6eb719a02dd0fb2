package io.jenkins.plugins.mlcd.cli;

import io.jenkins.plugins.mlcd.export.OpenMetrics;
import io.jenkins.plugins.mlcd.loop.Registry;
import io.jenkins.plugins.mlcd.loop.RegistryState;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code mlcd export openmetrics}: the figures of all jobs' models, as a file that a node exporter's textfile collector or anybody may read. */
@Command(name = "openmetrics", mixinStandardHelpOptions = true, description = "Writes figures of the models of all jobs in the OpenMetrics text format.")
final class ExportOpenmetrics implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private RegistryPlace place;

    @Option(names = "--output", paramLabel = "FILE", description = "Replace this file as a whole; default: standard output.")
    private Optional<Path> output = Optional.empty();

    @Override
    public Integer call() throws IOException {
        Map<String, RegistryState> states = new TreeMap<>();
        for (Map.Entry<String, Path> job : place.jobs().entrySet()) {
            states.put(job.getKey(), Registry.of(job.getValue()).state());
        }
        String text = OpenMetrics.of(states);
        if (output.isPresent()) {
            Path temporary = output.get().resolveSibling(output.get().getFileName() + ".tmp");
            Files.writeString(temporary, text);
            Files.move(temporary, output.get(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } else {
            PrintWriter out = spec.commandLine().getOut();
            out.print(text);
            out.flush();
        }
        return 0;
    }
}
