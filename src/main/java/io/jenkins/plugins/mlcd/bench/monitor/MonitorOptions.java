package io.jenkins.plugins.mlcd.bench.monitor;

import java.nio.file.Path;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import picocli.CommandLine.Option;

/** What the parts of the bench of monitoring have in common. */
public final class MonitorOptions {

    private static final RandomGeneratorFactory<RandomGenerator> RANDOM = RandomGeneratorFactory.of("L64X128MixRandom");

    @Option(names = "--seed", defaultValue = "1", description = "Of all randomness. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(names = "--scale", defaultValue = "1", paramLabel = "SHARE",
            description = "Work on this share of the samples, above 0 and at most 1, for a quick look. Default: ${DEFAULT-VALUE}.")
    private double scale;

    /** Randomness of one purpose. */
    public RandomGenerator random(int purpose) {
        return RANDOM.create(seed * 1_000_003 + purpose);
    }

    /** The number of samples, trials or requests to work with where {@code whole} are worked with in a full run; at least 1. */
    public int scaled(int whole) {
        return (int) Math.max(1, Math.round(whole * scale));
    }

    @Option(names = "--flights", paramLabel = "FILE", description = "Real flights: data/flights-3m.csv of the npm package vega-datasets 2.7.0.")
    private Path flights;

    /** The flights of {@code --flights}, where they were given. */
    Optional<Path> flights() {
        return Optional.ofNullable(flights);
    }

    /** The example digits of the checkout that the launcher belongs to. */
    Path digits() {
        String launcher = System.getenv("MLCD_LAUNCHER");
        Path home = launcher == null ? Path.of("") : Path.of(launcher).toAbsolutePath().getParent();
        return home.resolve("examples/data/digits");
    }
}
