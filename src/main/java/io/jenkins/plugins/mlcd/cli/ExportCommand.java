package io.jenkins.plugins.mlcd.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code mlcd export}: the record for other tools. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = "Writes what is recorded for other tools: MLflow, CSV, OpenMetrics.",
        subcommands = {ExportMlflow.class, ExportCsv.class, ExportOpenmetrics.class})
public final class ExportCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what for: " + String.join(", ", spec.subcommands().keySet()));
    }
}
