package io.jenkins.plugins.mlcd.bench;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code mlcd bench record}: how fast the record is written and read, beside SQLite and a raw file on the same disk, and how that grows.
 * Exit status: 0 all aims are reached, 1 one is missed, 2 called wrongly.
 */
@Command(name = "record", description = "How fast facts are recorded and read, beside SQLite and a raw file.", mixinStandardHelpOptions = true)
public final class RecordBench implements Callable<Integer> {

    private static final Set<String> PARTS = Set.of("append", "load");

    @Spec
    private CommandSpec spec;

    @Option(names = "--only", split = ",", paramLabel = "PART", description = "Run these parts only: append, load.")
    private List<String> only = List.of();

    @Option(names = "--sizes", split = ",", paramLabel = "N", defaultValue = "1000,10000,100000", description = "How many events or trials (default: ${DEFAULT-VALUE}).")
    private List<Integer> sizes = List.of();

    @Override
    public Integer call() throws Exception {
        for (String name : only) {
            if (!PARTS.contains(name)) {
                throw new ParameterException(spec.commandLine(), "the bench 'record' has no part '" + name + "'; it has append, load");
            }
        }
        PrintWriter out = spec.commandLine().getOut();
        Aims aims = new Aims();
        Path directory = Files.createTempDirectory(Path.of("").toAbsolutePath(), "mlcd-bench-record");
        try {
            if (only.isEmpty() || only.contains("append")) {
                out.println("== append");
                new RecordAppends(directory, sizes).run(out, aims);
            }
            if (only.isEmpty() || only.contains("load")) {
                out.println("== load");
                new RecordLoads(directory, sizes).run(out, aims);
            }
        } finally {
            delete(directory);
        }
        return aims.conclude(out);
    }

    private static void delete(Path directory) throws java.io.IOException {
        List<Path> paths;
        try (Stream<Path> tree = Files.walk(directory)) {
            paths = new ArrayList<>(tree.sorted(Comparator.reverseOrder()).toList());
        }
        for (Path path : paths) {
            Files.delete(path);
        }
    }
}
