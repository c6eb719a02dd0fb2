package io.jenkins.plugins.mlcd.bench;

import io.jenkins.plugins.mlcd.bench.monitor.DecisionPart;
import io.jenkins.plugins.mlcd.bench.monitor.MonitorOptions;
import io.jenkins.plugins.mlcd.bench.monitor.MonitorPart;
import io.jenkins.plugins.mlcd.bench.monitor.ProfilePart;
import io.jenkins.plugins.mlcd.bench.monitor.RetrainPart;
import io.jenkins.plugins.mlcd.bench.monitor.ServePart;
import io.jenkins.plugins.mlcd.bench.monitor.StreamsPart;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code mlcd bench monitor}: what it costs to watch a model, and how soon and how rightly drift is seen. Exit status: 0 all aims are
 * reached, 1 one is missed, 2 called wrongly.
 */
@Command(name = "monitor", description = "What it costs to watch a model, and how soon drift is seen.", mixinStandardHelpOptions = true)
public final class MonitorBench implements Callable<Integer> {

    private static final List<MonitorPart> PARTS = List.of(new ProfilePart(), new DecisionPart(), new StreamsPart(), new RetrainPart(), new ServePart());

    @Spec
    private CommandSpec spec;

    @Option(names = "--only", split = ",", paramLabel = "PART", description = "Run these parts only: profile, decision, streams, retrain, serve.")
    private List<String> only = List.of();

    @Mixin
    private MonitorOptions options;

    @Override
    public Integer call() throws Exception {
        List<String> names = PARTS.stream().map(MonitorPart::name).toList();
        for (String name : only) {
            if (!names.contains(name)) {
                throw new ParameterException(spec.commandLine(), "the bench 'monitor' has no part '" + name + "'; it has " + String.join(", ", names));
            }
        }
        PrintWriter out = spec.commandLine().getOut();
        Aims aims = new Aims();
        for (MonitorPart part : PARTS) {
            if (only.isEmpty() || only.contains(part.name())) {
                out.println("== " + part.name());
                part.run(options, out, aims);
            }
        }
        return aims.conclude(out);
    }
}
