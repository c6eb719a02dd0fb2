package io.jenkins.plugins.mlcd.bench;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code mlcd bench sweep}: how good and how fast sweeps are. Exit status: 0 all aims are reached, 1 one is missed, 2 called wrongly. */
@Command(name = "sweep", description = "How good samplers and pruners are, and what they cost.", mixinStandardHelpOptions = true)
public final class SweepBench implements Callable<Integer> {

    /** In the order in which they run. */
    private static final List<SweepPart> PARTS = List.of(QualityPart.judged(), QualityPart.development(), new EfficiencyPart(), new WarmStartPart(), new OverheadPart(), new EconomyPart(),
            new MachinePart(), new RestartPart(), new ThroughputPart(), new TransferPart());

    @Spec
    private CommandSpec spec;

    @Option(names = "--only", split = ",", paramLabel = "PART", description = "Run these parts only.")
    private List<String> only = List.of();

    @Mixin
    private SweepOptions options;

    @Override
    public Integer call() throws Exception {
        List<String> names = PARTS.stream().map(SweepPart::name).toList();
        for (String name : only) {
            if (!names.contains(name)) {
                throw new ParameterException(spec.commandLine(), "the bench 'sweep' has no part '" + name + "'; it has " + String.join(", ", names));
            }
        }
        PrintWriter out = spec.commandLine().getOut();
        Aims aims = new Aims();
        for (SweepPart part : PARTS) {
            if (only.isEmpty() ? part.usual() : only.contains(part.name())) {
                out.println("== " + part.name());
                part.run(options, out, aims);
            }
        }
        return aims.conclude(out);
    }
}
