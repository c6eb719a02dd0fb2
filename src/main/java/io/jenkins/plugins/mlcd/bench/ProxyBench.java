package io.jenkins.plugins.mlcd.bench;

import io.jenkins.plugins.mlcd.bench.proxy.ProxyMeasurement;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code mlcd bench proxy}: how fast and how exact the proxy of a local target is. It is the part {@code proxy} of the bench of canaries, too. */
@Command(name = "proxy", description = "How fast and how exact the proxy of a local target is.", mixinStandardHelpOptions = true)
public final class ProxyBench implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--rounds", defaultValue = "7", paramLabel = "COUNT", description = "Turns of each proxy (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(names = "--seconds", defaultValue = "3", paramLabel = "SECONDS", description = "Length of a turn (default: ${DEFAULT-VALUE}).")
    private double seconds;

    @Option(names = "--requests", defaultValue = "200000", paramLabel = "COUNT", description = "Requests while the weights change (default: ${DEFAULT-VALUE}).")
    private int requests;

    @Override
    public Integer call() throws Exception {
        Aims aims = new Aims();
        new ProxyMeasurement(rounds, seconds, requests).run(spec.commandLine().getOut(), aims);
        return aims.conclude(spec.commandLine().getOut());
    }
}
