package io.jenkins.plugins.mlcd.bench;

import picocli.CommandLine.Option;

/** What can be set for all parts of the bench of sweeps. */
final class SweepOptions {

    @Option(names = "--seeds", defaultValue = "30", paramLabel = "COUNT", description = "Repetitions with different seeds (default: ${DEFAULT-VALUE}).")
    int seeds;

    @Option(names = "--trials", defaultValue = "100", paramLabel = "COUNT", description = "Trials of a study that compares samplers (default: ${DEFAULT-VALUE}).")
    int trials;
}
