package io.jenkins.plugins.mlcd.cli;

import io.jenkins.plugins.mlcd.export.OpenMetrics;
import io.jenkins.plugins.mlcd.loop.Registry;
import io.jenkins.plugins.mlcd.loop.RegistryState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code mlcd export openmetrics}: the figures of all jobs' models, as a file that a node exporter's textfile collector or anybody may read. */
@Command(name = "openmetrics", mixinStandardHelpOptions = true, description = "Writes figures of the models of all jobs in the OpenMetrics text format.")
final class ExportOpenmetrics implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private RegistryPlace place;

    @Mixin
    private OutputFile output;

    @Override
    public Integer call() throws IOException {
        Map<String, RegistryState> states = new TreeMap<>();
        for (Map.Entry<String, Path> job : place.jobs().entrySet()) {
            states.put(job.getKey(), Registry.of(job.getValue()).state());
        }
        output.write(spec, writer -> writer.write(OpenMetrics.of(states)));
        return 0;
    }
}
