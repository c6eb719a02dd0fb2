package io.jenkins.plugins.mlcd.cli;

import io.jenkins.plugins.mlcd.export.MlflowExport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code mlcd export mlflow}: studies as a file store of MLflow. */
@Command(name = "mlflow", mixinStandardHelpOptions = true, description = "Writes studies as a file store that 'mlflow ui --backend-store-uri DIR' shows.")
final class ExportMlflow implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private ExportedStudies studies;

    @Option(names = "--output", paramLabel = "DIR", defaultValue = "mlruns", description = "The file store (default: ${DEFAULT-VALUE}).")
    private Path output;

    @Option(names = "--no-models", description = "Leave the files of kept models out.")
    private boolean noModels;

    @Override
    public Integer call() throws IOException {
        MlflowExport export = new MlflowExport(output);
        int runs = 0;
        for (ExportedStudies.Exported exported : studies.read()) {
            runs += export.add(exported.study(), noModels ? Optional.empty() : Optional.of(exported.archive()));
        }
        spec.commandLine().getOut().println("wrote " + runs + " runs to " + output);
        spec.commandLine().getOut().flush();
        return 0;
    }
}
