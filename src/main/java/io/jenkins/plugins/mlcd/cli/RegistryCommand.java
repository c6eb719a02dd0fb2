package io.jenkins.plugins.mlcd.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code mlcd registry}: which model is in production, since when and why, and what made every other one. */
@Command(
        name = "registry",
        mixinStandardHelpOptions = true,
        description = "Says what is known of models: versions and their stages, what made them, and every trial.",
        subcommands = {RegistryList.class, RegistryShow.class, RegistryDiff.class, RegistryTrials.class, RegistryAlias.class, RegistryVerify.class})
public final class RegistryCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do: " + String.join(", ", spec.subcommands().keySet()));
    }
}
