package io.jenkins.plugins.mlcd.cli;

import io.jenkins.plugins.mlcd.agent.model.Algorithm;
import io.jenkins.plugins.mlcd.agent.model.Algorithms;
import io.jenkins.plugins.mlcd.agent.model.Parameter;
import io.jenkins.plugins.mlcd.record.Json;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code mlcd algorithms}: what {@code mlcd train} can train, with each parameter's range, default and a good range to search. */
@Command(name = "algorithms", description = "List the algorithms of 'mlcd train' and their parameters.", mixinStandardHelpOptions = true)
final class AlgorithmsCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Option(names = "--json", description = "As JSON.")
    private boolean json;

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.line(Algorithms.all().stream().map(AlgorithmsCommand::described).toList()));
        } else {
            Algorithms.all().forEach(algorithm -> print(out, algorithm));
        }
        out.flush();
    }

    private static void print(PrintWriter out, Algorithm algorithm) {
        out.println(algorithm.name() + ": " + algorithm.summary());
        for (Parameter parameter : algorithm.parameters()) {
            String search = parameter.range().isEmpty() ? "" : "; search '" + parameter.range() + "'";
            out.println("  %-10s %s to %s, default %s%s: %s".formatted(parameter.name(), Parameter.show(parameter.min()), Parameter.show(parameter.max()),
                    Parameter.show(parameter.standard()), search, parameter.summary()));
        }
    }

    private static Map<String, Object> described(Algorithm algorithm) {
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("name", algorithm.name());
        described.put("summary", algorithm.summary());
        described.put("framework", algorithm.framework());
        List<Parameter> parameters = algorithm.parameters();
        described.put("parameters", parameters);
        return described;
    }
}
