package io.jenkins.plugins.mlcd.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/**
 * {@code mlcd bench NAME}: measures a part of mlcd against a peer or a limit in the same run. Exit status: 0 all aims are reached,
 * 1 one is missed, 2 called wrongly.
 */
@Command(name = "bench", description = "Measure a part of mlcd beside a peer or a limit, in the same run.", mixinStandardHelpOptions = true)
final class BenchCommand implements Callable<Integer> {

    private static final List<String> NAMES = List.of("sweep", "record", "gate", "canary", "proxy", "monitor", "webhook", "pages");

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "NAME", description = "What to measure: sweep, record, gate, canary, monitor or webhook.")
    private String name;

    @Unmatched
    private List<String> arguments = new ArrayList<>();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        CommandLine bench = new CommandLine(find()).setOut(out);
        return bench.execute(arguments.toArray(String[]::new));
    }

    /** The bench's class, loaded on demand: what a bench measures against is not needed by any other command. */
    private Class<?> find() {
        if (NAMES.contains(name)) {
            try {
                return Class.forName("io.jenkins.plugins.mlcd.bench." + Character.toUpperCase(name.charAt(0)) + name.substring(1) + "Bench");
            } catch (ClassNotFoundException e) {
                throw new ParameterException(spec.commandLine(), "the bench '" + name + "' is not part of this build");
            }
        }
        throw new ParameterException(spec.commandLine(), "there is no bench '" + name + "'; there are " + String.join(", ", NAMES));
    }
}
