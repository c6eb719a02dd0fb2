package io.jenkins.plugins.mlcd.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code mlcd labels}: the queues of samples that people label, without a browser (docs/reference/labels.md). */
@Command(
        name = "labels",
        mixinStandardHelpOptions = true,
        description = "Shows the queues of samples that people label, takes labels, and gives them out.",
        subcommands = {LabelsStatus.class, LabelsList.class, LabelsNext.class, LabelsLabel.class, LabelsExport.class})
public final class LabelsCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do: " + String.join(", ", spec.subcommands().keySet()));
    }
}
