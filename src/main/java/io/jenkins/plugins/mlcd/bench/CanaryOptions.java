package io.jenkins.plugins.mlcd.bench;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import picocli.CommandLine.Option;

/** What the parts of the bench of rollouts have in common. */
final class CanaryOptions {

    private static final RandomGeneratorFactory<RandomGenerator> RANDOM = RandomGeneratorFactory.of("L64X128MixRandom");

    @Option(names = "--rollouts", defaultValue = "10000", description = "Simulated rollouts a row. Default: ${DEFAULT-VALUE}.")
    private int rollouts;

    @Option(names = "--seed", defaultValue = "1", description = "Of all randomness. Default: ${DEFAULT-VALUE}.")
    private long seed;

    int rollouts() {
        return rollouts;
    }

    /** Randomness of one purpose in one rollout: the same for every rule that is compared. */
    RandomGenerator random(int rollout, int purpose) {
        return RANDOM.create(seed * 1_000_003 + rollout * 31L + purpose);
    }
}
