package io.jenkins.plugins.mlcd.sweep;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.record.Json;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Every permutation of every algorithm, each once. Algorithms take turns, so that a study cut short by
 * {@code maxTrialCount} has tried them all; within an algorithm the last parameter changes fastest.
 *
 * @param seed what the trials' own seeds derive from
 */
public record GridSampler(long seed) implements Sampler {

    @Override
    public ObjectNode toJson() {
        return Json.object().put("kind", "grid").put("seed", seed);
    }

    @Override
    public Optional<BigInteger> trialCount(Map<String, SearchSpace> algorithms) {
        BigInteger sum = BigInteger.ZERO;
        for (Map.Entry<String, SearchSpace> algorithm : algorithms.entrySet()) {
            requireFinite(algorithm.getKey(), algorithm.getValue());
            sum = sum.add(algorithm.getValue().permutations().orElseThrow());
        }
        return Optional.of(sum);
    }

    private static void requireFinite(String algorithm, SearchSpace space) {
        space.parameters().forEach((name, range) -> {
            if (range.size().isEmpty()) {
                throw new IllegalArgumentException("grid() cannot try all of " + name + ": '" + range.text() + "'"
                        + (algorithm.isEmpty() ? "" : " of " + algorithm)
                        + ", which is continuous; list its values, give it a step, or use random()");
            }
        });
    }

    @Override
    public Suggestion suggest(Map<String, SearchSpace> algorithms, History history, int number, RandomGenerator random) {
        List<String> turn = new ArrayList<>(algorithms.keySet());
        BigInteger place = BigInteger.valueOf(number);
        BigInteger done = BigInteger.ZERO;
        while (!turn.isEmpty()) {
            BigInteger rounds = turn.stream().map(name -> permutations(algorithms.get(name))).min(BigInteger::compareTo).orElseThrow().subtract(done);
            BigInteger size = BigInteger.valueOf(turn.size());
            if (place.compareTo(rounds.multiply(size)) < 0) {
                String algorithm = turn.get(place.mod(size).intValueExact());
                return permutation(algorithm, algorithms.get(algorithm), done.add(place.divide(size)));
            }
            place = place.subtract(rounds.multiply(size));
            done = done.add(rounds);
            BigInteger exhausted = done;
            turn.removeIf(name -> permutations(algorithms.get(name)).compareTo(exhausted) <= 0);
        }
        throw new IllegalArgumentException("the grid has no trial " + number);
    }

    private static BigInteger permutations(SearchSpace space) {
        return space.permutations().orElseThrow();
    }

    private static Suggestion permutation(String algorithm, SearchSpace space, BigInteger index) {
        List<Map.Entry<String, Range>> parameters = new ArrayList<>(space.parameters().entrySet());
        Map<String, Object> params = new LinkedHashMap<>();
        space.parameters().keySet().forEach(name -> params.put(name, null));
        BigInteger rest = index;
        for (int i = parameters.size() - 1; i >= 0; i--) {
            Range range = parameters.get(i).getValue();
            BigInteger[] digit = rest.divideAndRemainder(BigInteger.valueOf(range.size().getAsLong()));
            params.put(parameters.get(i).getKey(), range.value(digit[1].longValueExact()));
            rest = digit[0];
        }
        return new Suggestion(algorithm, params);
    }
}
