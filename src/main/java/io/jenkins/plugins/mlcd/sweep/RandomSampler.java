package io.jenkins.plugins.mlcd.sweep;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.record.Json;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Independent draws: each algorithm is equally likely, and each parameter uniform over its range (over its logarithm
 * where the range says {@code log}). Bergstra and Bengio, Random Search for Hyper-Parameter Optimization, JMLR 13 (2012).
 *
 * @param seed any number; the same seed draws the same trials
 */
public record RandomSampler(long seed) implements Sampler {

    @Override
    public ObjectNode toJson() {
        return Json.object().put("kind", "random").put("seed", seed);
    }

    @Override
    public Optional<BigInteger> trialCount(Map<String, SearchSpace> algorithms) {
        return Optional.empty();
    }

    @Override
    public Suggestion suggest(Map<String, SearchSpace> algorithms, History history, int number, RandomGenerator random) {
        List<String> names = List.copyOf(algorithms.keySet());
        String algorithm = names.get(random.nextInt(names.size()));
        SearchSpace space = algorithms.get(algorithm);
        return new Suggestion(algorithm, space.at(random.doubles(space.parameters().size()).toArray()));
    }
}
