package io.jenkins.plugins.mlcd.cli;

import io.jenkins.plugins.mlcd.labels.InputShape;
import io.jenkins.plugins.mlcd.labels.LabelQueue;
import io.jenkins.plugins.mlcd.labels.QueueSettings;
import io.jenkins.plugins.mlcd.labels.QueuedSample;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code mlcd labels next}: the sample to label next, drawn with characters. */
@Command(name = "next", mixinStandardHelpOptions = true, description = "Shows the sample to label next, and keeps it for you.")
final class LabelsNext implements Callable<Integer> {

    /** From black to white. */
    private static final String SHADES = " .:-=+*#%@";

    @Spec
    private CommandSpec spec;

    @Mixin
    private LabelsPlace place;

    @Option(names = "--by", paramLabel = "NAME", description = "Who labels (default: the user of this machine).")
    private String by = System.getProperty("user.name");

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        LabelQueue queue = place.one();
        try {
            Optional<QueuedSample> next = queue.next(by);
            if (next.isEmpty()) {
                out.println("nothing is left for " + by);
            } else {
                show(out, next.get(), queue.view().settings().orElseThrow());
            }
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage());
        }
        out.flush();
        return 0;
    }

    private static void show(PrintWriter out, QueuedSample sample, QueueSettings settings) {
        out.println(sample.sample().content());
        out.println(sample.sample().reason());
        InputShape shape = settings.shape();
        float[] values = sample.sample().values();
        if (shape.isImage()) {
            for (int y = 0; y < shape.height(); y++) {
                StringBuilder line = new StringBuilder();
                for (int x = 0; x < shape.width(); x++) {
                    char shade = SHADES.charAt(Math.round(Math.min(1, Math.max(0, values[y * shape.width() + x])) * (SHADES.length() - 1)));
                    line.append(shade).append(shade);
                }
                out.println(line.toString().stripTrailing());
            }
        } else {
            TextTable table = new TextTable("column", "value");
            for (int i = 0; i < values.length; i++) {
                table.row(shape.columns().get(i), Float.toString(values[i]));
            }
            table.print(out);
        }
        out.println("label it with: mlcd labels label " + sample.sample().content().substring(0, 12) + " CLASS    where CLASS is one of " + String.join(", ", settings.classes()));
    }
}
