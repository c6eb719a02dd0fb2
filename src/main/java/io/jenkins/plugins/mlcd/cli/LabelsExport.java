package io.jenkins.plugins.mlcd.cli;

import io.jenkins.plugins.mlcd.dataset.LabelImport;
import io.jenkins.plugins.mlcd.labels.LabelQueue;
import io.jenkins.plugins.mlcd.labels.SettledSample;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code mlcd labels export --output DIR}: what {@code mlDataset(labels: ...)} takes into a data set. */
@Command(name = "export", mixinStandardHelpOptions = true, description = "Writes the labelled samples as parts of a data set, labelled/train and labelled/test, with where each label came from.")
final class LabelsExport implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private LabelsPlace place;

    @Option(names = "--output", paramLabel = "DIR", required = true, description = "The data set; contents that it has already are left out.")
    private Path output;

    @Override
    public Integer call() throws IOException {
        LabelQueue queue = place.one();
        LabelImport taken = LabelImport.into(output, queue.settled().stream().map(SettledSample::row).toList());
        spec.commandLine().getOut().println(taken.train() + " samples for training and " + taken.test() + " for testing are in " + output.resolve("labelled") + ", " + taken.known()
                + " were known; where the labels came from is in " + output.resolve(LabelImport.PROVENANCE));
        spec.commandLine().getOut().flush();
        return 0;
    }
}
