package io.jenkins.plugins.mlcd.sweep;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.mlcd.record.Json;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Tree-structured Parzen estimator, multivariate: draws candidates where good trials are dense and takes the one whose
 * density among good trials is highest in relation to that among the others. Bergstra et al., Algorithms for Hyper-Parameter
 * Optimization (NIPS 2011). Each algorithm has estimators of its own, over its own trials. Trials that run count as bad ones
 * (constant liar), so that parallel workers do not all try the same; failed trials count as bad ones too. Where the space is
 * finite nothing is tried twice while something new is among the candidates. With several objectives the good trials are those
 * of the first Pareto fronts ({@link ParetoRanking}).
 *
 * @param seed any number; one worker with the same seed gets the same trials for the same results
 * @param startupTrials so many trials have to end before the estimators are asked, until then they are quasi-random; at least
 *     1; trials of earlier builds count
 * @param warmStart whether it begins with what earlier builds found out
 */
public record TpeSampler(long seed, int startupTrials, boolean warmStart) implements Sampler {

    /** A power of two: a Sobol sequence is balanced there. */
    public static final int DEFAULT_STARTUP_TRIALS = 16;

    private static final int CANDIDATES = 64;

    /** What the broad kernel weighs, beside 1 for a trial. */
    private static final double PRIOR = 1;
    private static final double GOOD_MAGNITUDE = 0.8;
    private static final double OTHER_MAGNITUDE = 0.2;

    /**
     * This share of the suggestions explores: kernels of the other trials are narrow there, so that what lies between them counts as
     * unknown, and the unknown is worth more than the known. Without it some studies end in the second best valley.
     */
    private static final double EXPLORING = 0.3;
    private static final double EXPLORING_MAGNITUDE = 0.07;
    private static final double NARROWEST = 0.01;

    /** So many of the best trials of the latest build are run again first: they are where today's values begin. */
    private static final int REPEATED = 3;

    public TpeSampler {
        if (startupTrials < 1) {
            throw new IllegalArgumentException("startupTrials " + startupTrials + " must be at least 1");
        }
    }

    public TpeSampler(long seed, int startupTrials) {
        this(seed, startupTrials, false);
    }

    @Override
    public Sampler withWarmStart() {
        return new TpeSampler(seed, startupTrials, true);
    }

    @Override
    public ObjectNode toJson() {
        ObjectNode json = Json.object().put("kind", "tpe").put("seed", seed).put("startupTrials", startupTrials);
        return warmStart ? json.put("warmStart", true) : json;
    }

    @Override
    public Optional<BigInteger> trialCount(Map<String, SearchSpace> algorithms) {
        return Optional.empty();
    }

    @Override
    public Suggestion suggest(Map<String, SearchSpace> algorithms, History history, int number, RandomGenerator random) {
        List<Earlier.Tried> again = again(history);
        if (number < again.size()) {
            return suggestion(algorithms, again.get(number));
        }
        int known = history.earlier().stream().mapToInt(build -> build.ranked().size()).sum();
        if (history.ranked().size() + known < startupTrials) {
            return new QuasiRandomSampler(seed).suggest(algorithms, history, number, random);
        }
        List<String> names = List.copyOf(algorithms.keySet());
        String algorithm = names.get(draw(TpeSplit.goodByAlgorithm(names, history), random));
        return best(algorithm, algorithms.get(algorithm), history, random);
    }

    private static List<Earlier.Tried> again(History history) {
        return history.earlier().isEmpty() ? List.of() : history.earlier().get(0).ranked().stream()
                .filter(trial -> trial.value().isPresent())
                .limit(REPEATED)
                .toList();
    }

    private static Suggestion suggestion(Map<String, SearchSpace> algorithms, Earlier.Tried trial) {
        Map<String, Object> params = new LinkedHashMap<>();
        algorithms.get(trial.algorithm()).parameters().keySet().forEach(name -> params.put(name, trial.params().get(name)));
        return new Suggestion(trial.algorithm(), params);
    }

    /** An index drawn in proportion to {@code weights}. */
    private static int draw(double[] weights, RandomGenerator random) {
        double place = weights.length == 1 ? 0 : random.nextDouble() * Arrays.stream(weights).sum();
        int index = 0;
        while (index < weights.length - 1 && place >= weights[index]) {
            place -= weights[index++];
        }
        return index;
    }

    private record Candidate(double[] position, double ratio) {}

    private static Suggestion best(String algorithm, SearchSpace space, History history, RandomGenerator random) {
        Axes axes = new Axes(space);
        double magnitude = random.nextDouble() < EXPLORING ? EXPLORING_MAGNITUDE : OTHER_MAGNITUDE;
        TpeSplit split = new TpeSplit(history, algorithm, random);
        ParzenEstimator good = good(axes, split.good());
        ParzenEstimator others = others(axes, split.others(), magnitude);
        List<Candidate> candidates = new ArrayList<>(CANDIDATES);
        for (int i = 0; i < CANDIDATES; i++) {
            // What is good in one trial may go well with what is good in another; the joint density tells.
            double[] position = i % 2 == 0 ? good.sample(random) : good.recombine(random);
            candidates.add(new Candidate(position, good.logDensity(position) - others.logDensity(position)));
        }
        candidates.sort(Comparator.comparingDouble(Candidate::ratio).reversed());
        return candidates.stream()
                .map(candidate -> new Suggestion(algorithm, space.at(candidate.position())))
                .filter(suggestion -> !history.tried(suggestion))
                .findFirst()
                .orElseGet(() -> new Suggestion(algorithm, space.at(candidates.get(0).position())));
    }

    private static ParzenEstimator good(Axes axes, TpeSplit.Group trials) {
        double[] weights = trials.weights();
        double[] bandwidths = Bandwidths.bySpread(axes.count(), trials.positions(), weights, PRIOR, GOOD_MAGNITUDE, NARROWEST);
        return new ParzenEstimator(axes, trials.positions(), weights, PRIOR, bandwidths);
    }

    private static ParzenEstimator others(Axes axes, TpeSplit.Group trials, double magnitude) {
        double[] bandwidths = Bandwidths.byCount(axes.count(), trials.positions().size(), magnitude, NARROWEST);
        return new ParzenEstimator(axes, trials.positions(), trials.weights(), PRIOR, bandwidths);
    }
}
