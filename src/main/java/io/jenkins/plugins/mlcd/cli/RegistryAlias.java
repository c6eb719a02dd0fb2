package io.jenkins.plugins.mlcd.cli;

import io.jenkins.plugins.mlcd.loop.Registry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code mlcd registry alias champion digits:42}: lets a name point at a version, or takes the name away. */
@Command(name = "alias", mixinStandardHelpOptions = true, description = "Lets an alias point at a version; its files are kept as long as it does.")
final class RegistryAlias implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private RegistryPlace place;

    @Parameters(index = "0", paramLabel = "ALIAS", description = "A name such as champion; not production or predecessor, which follow from the stages.")
    private String alias;

    @Parameters(index = "1", paramLabel = "VERSION", description = "Such as digits:42; with --delete the version that the alias points at.")
    private String id;

    @Option(names = "--delete", description = "Take the alias away.")
    private boolean delete;

    @Override
    public Integer call() throws IOException {
        RegistryPlace.Found found = place.find(id);
        Path directory = found.directory();
        String model = found.version().model();
        try {
            Registry.of(directory).alias(model, alias, delete ? Optional.empty() : Optional.of(found.version().id()), 0, System.getProperty("user.name"));
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage());
        }
        spec.commandLine().getOut().println(delete ? model + "@" + alias + " is no more" : model + "@" + alias + " is " + found.version().id());
        spec.commandLine().getOut().flush();
        return 0;
    }
}
