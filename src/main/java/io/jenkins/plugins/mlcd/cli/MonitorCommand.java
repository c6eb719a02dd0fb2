package io.jenkins.plugins.mlcd.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code mlcd monitor}: rules of the monitor outside Jenkins. */
@Command(
        name = "monitor",
        mixinStandardHelpOptions = true,
        description = "Tries rules of the monitor on windows that were recorded.",
        subcommands = MonitorReplay.class)
public final class MonitorCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do: " + String.join(", ", spec.subcommands().keySet()));
    }
}
