package io.jenkins.plugins.mlcd.cli;

import io.jenkins.plugins.mlcd.labels.LabelConflict;
import io.jenkins.plugins.mlcd.labels.LabelQueue;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code mlcd labels label SAMPLE CLASS}: says what a sample is. */
@Command(name = "label", mixinStandardHelpOptions = true, description = "Says what a sample is, or takes that back.")
final class LabelsLabel implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private LabelsPlace place;

    @Parameters(index = "0", arity = "0..1", paramLabel = "SAMPLE", description = "Its id, or the first characters of it.")
    private Optional<String> id = Optional.empty();

    @Parameters(index = "1", arity = "0..1", paramLabel = "CLASS", description = "What it is.")
    private Optional<String> label = Optional.empty();

    @ArgGroup
    private Instead instead = new Instead();

    @Option(names = "--comment", paramLabel = "TEXT", description = "A note on the sample.")
    private Optional<String> comment = Optional.empty();

    @Option(names = "--by", paramLabel = "NAME", description = "Who labels (default: the user of this machine).")
    private String by = System.getProperty("user.name");

    /** What can be said in place of a class. */
    private static final class Instead {

        @Option(names = "--none", description = "It is none of the classes.")
        private boolean none;

        @Option(names = "--skip", description = "You cannot say what it is.")
        private boolean skip;

        @Option(names = "--undo", description = "Take back what you said last, of whatever sample.")
        private boolean undo;
    }

    @Override
    public Integer call() throws IOException {
        LabelQueue queue = place.one();
        try {
            say(instead.undo ? undo(queue) : label(queue));
            return 0;
        } catch (IllegalArgumentException | LabelConflict e) {
            throw new UsageException(e.getMessage());
        }
    }

    private String undo(LabelQueue queue) throws IOException {
        return queue.undo(by).map(sample -> "taken back: " + sample.sample().content()).orElse("there is nothing to take back");
    }

    private String label(LabelQueue queue) throws IOException {
        String sample = LabelsPlace.id(queue, id.orElseThrow(() -> new UsageException("say which sample")));
        if (comment.isPresent()) {
            queue.comment(by, sample, comment.get());
        }
        if (instead.skip) {
            queue.skip(by, sample);
            return "skipped";
        }
        if (!instead.none && label.isEmpty()) {
            throw new UsageException("say what it is: a class, --none or --skip");
        }
        queue.label(by, sample, instead.none ? "" : label.get(), false);
        int agreement = queue.view().settings().orElseThrow().agreement();
        return queue.find(sample).orElseThrow().settlement(agreement).map(settled -> "settled (" + settled.source().word() + ")").orElse("another person is to confirm it");
    }

    private void say(String line) {
        spec.commandLine().getOut().println(line);
        spec.commandLine().getOut().flush();
    }
}
