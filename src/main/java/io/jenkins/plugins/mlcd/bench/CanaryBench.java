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

/**
 * {@code mlcd bench canary}: how often rollouts decide wrongly, and what that costs users, simulated with the rollout's own code beside other rules on
 * the same streams of requests. Exit status: 0 all aims are reached, 1 one is missed, 2 called wrongly.
 */
@Command(name = "canary", description = "How often rollouts decide wrongly, and how soon rightly.", mixinStandardHelpOptions = true)
public final class CanaryBench implements Callable<Integer> {

    private static final List<CanaryPart> PARTS = List.of(new CanaryRatesPart(), new CanaryLooksPart(), new CanaryRulesPart(), new CanarySilencePart(),
            new CanaryProxyPart());

    @Spec
    private CommandSpec spec;

    @Option(names = "--only", split = ",", paramLabel = "PART", description = "Run these parts only: rates, looks, rules, silence.")
    private List<String> only = List.of();

    @Mixin
    private CanaryOptions options;

    @Override
    public Integer call() {
        List<String> names = PARTS.stream().map(CanaryPart::name).toList();
        for (String name : only) {
            if (!names.contains(name)) {
                throw new ParameterException(spec.commandLine(), "the bench 'canary' has no part '" + name + "'; it has " + String.join(", ", names));
            }
        }
        PrintWriter out = spec.commandLine().getOut();
        Aims aims = new Aims();
        for (CanaryPart part : PARTS) {
            if (only.isEmpty() || only.contains(part.name())) {
                out.println("== " + part.name());
                part.run(options, out, aims);
            }
        }
        return aims.conclude(out);
    }
}
