package io.jenkins.plugins.mlcd.cli;

import io.jenkins.plugins.mlcd.export.StudyRecord;
import io.jenkins.plugins.mlcd.export.TrialsCsv;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code mlcd export csv}: a row for every trial. */
@Command(name = "csv", mixinStandardHelpOptions = true, description = "Writes a row for every trial, also failed and pruned ones.")
final class ExportCsv implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private ExportedStudies studies;

    @Mixin
    private OutputFile output;

    @Override
    public Integer call() throws IOException {
        List<StudyRecord> records = studies.read().stream().map(ExportedStudies.Exported::study).toList();
        output.write(spec, writer -> TrialsCsv.write(records, writer));
        return 0;
    }
}
