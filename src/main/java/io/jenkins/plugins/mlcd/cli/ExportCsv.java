package io.jenkins.plugins.mlcd.cli;

import io.jenkins.plugins.mlcd.export.StudyRecord;
import io.jenkins.plugins.mlcd.export.TrialsCsv;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code mlcd export csv}: a row for every trial. */
@Command(name = "csv", mixinStandardHelpOptions = true, description = "Writes a row for every trial, also failed and pruned ones.")
final class ExportCsv implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private ExportedStudies studies;

    @Option(names = "--output", paramLabel = "FILE", description = "Write here; default: standard output.")
    private Optional<Path> output = Optional.empty();

    @Override
    public Integer call() throws IOException {
        List<StudyRecord> records = studies.read().stream().map(ExportedStudies.Exported::study).toList();
        if (output.isPresent()) {
            try (Writer file = Files.newBufferedWriter(output.get())) {
                TrialsCsv.write(records, file);
            }
        } else {
            PrintWriter out = spec.commandLine().getOut();
            TrialsCsv.write(records, out);
            out.flush();
        }
        return 0;
    }
}
