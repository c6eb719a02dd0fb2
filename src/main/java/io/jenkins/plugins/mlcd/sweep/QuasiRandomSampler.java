package io.jenkins.plugins.mlcd.sweep;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.record.Json;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.hipparchus.random.SobolSequenceGenerator;

/**
 * The points of a Sobol sequence, moved at random: they fill a space more evenly than independent draws. Algorithms take
 * turns. Sobol, USSR Computational Mathematics 7 (1967), with the directions of Joe and Kuo, SIAM Journal on Scientific
 * Computing 30 (2008); the random shift is that of Cranley and Patterson, SIAM Journal on Numerical Analysis 13 (1976).
 *
 * @param seed any number; the same seed gives the same trials
 */
public record QuasiRandomSampler(long seed) implements Sampler {

    @Override
    public ObjectNode toJson() {
        return Json.object().put("kind", "quasiRandom").put("seed", seed);
    }

    @Override
    public Optional<BigInteger> trialCount(Map<String, SearchSpace> algorithms) {
        return Optional.empty();
    }

    @Override
    public Suggestion suggest(Map<String, SearchSpace> algorithms, History history, int number, RandomGenerator random) {
        List<String> names = List.copyOf(algorithms.keySet());
        int turn = number % names.size();
        SearchSpace space = algorithms.get(names.get(turn));
        return new Suggestion(names.get(turn), space.at(point(space.parameters().size(), number / names.size(), turn)));
    }

    private double[] point(int dimensions, int index, int turn) {
        RandomGenerator shift = new SplittableRandom(seed).split();
        shift.doubles(turn).sum();
        double[] point = new SobolSequenceGenerator(dimensions).skipTo(index);
        for (int i = 0; i < dimensions; i++) {
            point[i] = (point[i] + shift.nextDouble()) % 1;
        }
        return point;
    }
}
