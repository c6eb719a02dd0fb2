package io.jenkins.plugins.mlcd.bench;

import io.jenkins.plugins.mlcd.sweep.Direction;
import io.jenkins.plugins.mlcd.sweep.History;
import io.jenkins.plugins.mlcd.sweep.Sampler;
import io.jenkins.plugins.mlcd.sweep.Suggestion;
import io.jenkins.plugins.mlcd.sweep.Trial;
import io.jenkins.plugins.mlcd.sweep.TrialState;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** A sampler on a problem, one trial after the other, without a record. */
final class SamplerRun {

    private SamplerRun() {}

    /** The regrets of the trials, in their order. */
    static double[] regrets(Problem problem, Sampler sampler, int trials) {
        return regretsUntil(problem, sampler, trials, Double.NEGATIVE_INFINITY);
    }

    /** The regrets of the trials, in their order, up to the first that is at most {@code enough}. */
    static double[] regretsUntil(Problem problem, Sampler sampler, int trials, double enough) {
        return regretsUntil(problem, sampler, trials, enough, new History(problem.algorithms(), Direction.MINIMIZE));
    }

    /** The same from a {@code history}, which takes the trials in. */
    static double[] regretsUntil(Problem problem, Sampler sampler, int trials, double enough, History history) {
        double[] regrets = new double[trials];
        for (int number = 0; number < trials; number++) {
            Suggestion suggestion = sampler.suggest(problem.algorithms(), history, number, new SplittableRandom(sampler.seed() * 1_000_003 + number).split());
            regrets[number] = problem.regret(suggestion);
            if (regrets[number] <= enough) {
                return Arrays.copyOf(regrets, number + 1);
            }
            history.put(complete(number, suggestion, regrets[number]));
        }
        return regrets;
    }

    static Trial complete(int number, Suggestion suggestion, double value) {
        return new Trial(number, 1, suggestion.algorithm(), suggestion.params(), 0, "1", TrialState.COMPLETE, new TreeMap<>(), Map.of(),
                OptionalDouble.of(value), "", Optional.empty(), Instant.EPOCH, Optional.of(Instant.EPOCH));
    }
}
