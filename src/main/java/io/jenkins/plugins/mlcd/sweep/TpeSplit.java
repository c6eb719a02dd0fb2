package io.jenkins.plugins.mlcd.sweep;

import io.jenkins.plugins.mlcd.sweep.History.Known;
import io.jenkins.plugins.mlcd.sweep.History.Observation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * The trials of one algorithm in two groups, the good ones and all others. Each earlier build is split by itself, because
 * values that were measured on other data say nothing beside those of today.
 */
final class TpeSplit {

    private static final double GOOD_SHARE = 0.1;
    private static final int MOST_GOOD = 25;

    /** So many of the other trials, drawn at random, stand for all of them, so that an ask costs the same in a long study. */
    private static final int MOST_OTHERS = 400;

    /** The good trials of one earlier build weigh no more than so many of today, so that today's soon prevail. */
    private static final double MOST_EARLIER = 4;

    /** Positions of trials, and how much each counts. */
    static final class Group {

        private final List<double[]> positions = new ArrayList<>();
        private final List<Double> weights = new ArrayList<>();

        private void add(double[] position, double weight) {
            positions.add(position);
            weights.add(weight);
        }

        List<double[]> positions() {
            return positions;
        }

        double[] weights() {
            return weights.stream().mapToDouble(Double::doubleValue).toArray();
        }
    }

    private final Group good = new Group();
    private final Group others = new Group();

    TpeSplit(History history, String algorithm, RandomGenerator random) {
        history.earlier().forEach(build -> addEarlier(build, build.positions(algorithm)));
        Set<Integer> numbers = new HashSet<>();
        int count = goodCount(history.ranked(algorithm).size());
        history.ranked(algorithm).stream().limit(count).forEach(observation -> {
            good.add(observation.position(), byRank(numbers.size(), count));
            numbers.add(observation.trial().number());
        });
        finished(history.finished(algorithm), random)
                .filter(observation -> !numbers.contains(observation.trial().number()))
                .forEach(observation -> others.add(observation.position(), 1));
        history.running().stream()
                .filter(observation -> observation.trial().algorithm().equals(algorithm))
                .forEach(observation -> others.add(observation.position(), 1));
    }

    private void addEarlier(Known build, List<double[]> ranked) {
        int count = goodCount(ranked.size());
        for (int i = 0; i < ranked.size(); i++) {
            if (i < count) {
                good.add(ranked.get(i), earlierWeight(build, count));
            } else {
                others.add(ranked.get(i), build.weight());
            }
        }
    }

    /** The best counts 1, and those that hardly are good hardly count. */
    private static double byRank(int rank, int count) {
        return Math.sqrt(1 - (double) rank / count);
    }

    private static Stream<Observation> finished(List<Observation> all, RandomGenerator random) {
        return all.size() <= MOST_OTHERS ? all.stream() : random.ints(MOST_OTHERS, 0, all.size()).mapToObj(all::get);
    }

    Group good() {
        return good;
    }

    Group others() {
        return others;
    }

    /** How much each algorithm counts among the good trials of all, in the order of {@code names}; each has 1 to begin with. */
    static double[] goodByAlgorithm(List<String> names, History history) {
        double[] good = new double[names.size()];
        Arrays.fill(good, 1);
        for (Known build : history.earlier()) {
            int count = goodCount(build.ranked().size());
            build.ranked().subList(0, count).forEach(trial -> good[names.indexOf(trial.algorithm())] += earlierWeight(build, count));
        }
        history.ranked().stream()
                .limit(goodCount(history.ranked().size()))
                .forEach(observation -> good[names.indexOf(observation.trial().algorithm())]++);
        return good;
    }

    private static double earlierWeight(Known build, int count) {
        return build.weight() * Math.min(1, MOST_EARLIER / count);
    }

    private static int goodCount(int trials) {
        return Math.min(MOST_GOOD, (int) Math.ceil(GOOD_SHARE * trials));
    }
}
