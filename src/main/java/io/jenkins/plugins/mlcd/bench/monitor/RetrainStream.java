package io.jenkins.plugins.mlcd.bench.monitor;

import io.jenkins.plugins.mlcd.bench.monitor.SoftmaxRegression.Sample;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * A stream that drifts, and how a model of it is trained.
 *
 * @param rows in order, each with its label
 * @param first samples that the first model is trained on
 * @param trainer makes a model of recent samples, in the order in which they came
 */
record RetrainStream(String name, List<Sample> rows, List<Sample> first, Function<List<Sample>, SoftmaxRegression> trainer) {

    private static final int[] CONCEPTS = {1, 3, 4, 2, 1};
    private static final int[] LENGTHS = {6_000, 9_500, 7_500, 10_000, 7_000};
    private static final int SEA_FIRST = 1_000;

    private static final int CALM = 1_500;
    private static final double DRIFTED = 0.6;

    /** Samples of the first training set that may be held out. */
    private static final int NEWEST = 1_000;

    /** How often a recent digit counts for each old one. */
    private static final int WEIGHT = 4;

    private static final int EPOCHS = 4;
    private static final int FEATURES = 400;

    /** SEA with four changes of the concept at irregular times over 40,000 rows. */
    static RetrainStream sea(RandomGenerator random) {
        List<Sample> rows = new ArrayList<>();
        for (int i = 0; i < CONCEPTS.length; i++) {
            rows.addAll(SeaStream.samples(CONCEPTS[i], LENGTHS[i], random));
        }
        return new RetrainStream("SEA, four changes in 40,000 rows", rows, SeaStream.samples(CONCEPTS[0], SEA_FIRST, random),
                samples -> new SoftmaxRegression(3, 2, 0.5).train(samples, 20, random));
    }

    /**
     * Digits by their random features.
     *
     * @param train old ones, to train on
     * @param usual others like them
     * @param drifted slanted, thick or inverted ones
     */
    record Featured(List<Sample> train, List<Sample> usual, List<Sample> drifted) {

        static Featured of(Digits digits, RandomGenerator random) throws IOException {
            RandomFeatures features = new RandomFeatures(Digits.PIXELS, FEATURES, random);
            return new Featured(
                    features.of(digits.labelled("old/train")),
                    features.of(digits.labelled("old/test", "production", "new/train", "new/test")),
                    features.of(digits.labelled("drifted/replay", "drifted/test")));
        }
    }

    /** Digits: 1,500 as they were, then six of ten are drifted until there are no more; none comes twice. A model is trained on old digits and recent ones. */
    static RetrainStream digits(Featured digits, RandomGenerator random) {
        List<Sample> old = shuffled(digits.usual, random);
        List<Sample> drifted = shuffled(digits.drifted, random);
        List<Sample> rows = new ArrayList<>(old.subList(0, CALM));
        int calm = CALM;
        int strange = 0;
        while (strange < drifted.size() && calm < old.size()) {
            rows.add(random.nextDouble() < DRIFTED ? drifted.get(strange++) : old.get(calm++));
        }
        List<Sample> train = digits.train;
        List<Sample> always = train.subList(0, train.size() - NEWEST);
        return new RetrainStream("digits, six of ten drifted from row 1,500 on", rows, train.subList(train.size() - NEWEST, train.size()), recent -> {
            List<Sample> all = new ArrayList<>(always);
            for (int i = 0; i < WEIGHT; i++) {
                all.addAll(recent);
            }
            return new SoftmaxRegression(FEATURES, Digits.CLASSES, Digits.RATE).train(all, EPOCHS, random);
        });
    }

    private static List<Sample> shuffled(List<Sample> samples, RandomGenerator random) {
        List<Sample> mixed = new ArrayList<>(samples);
        Collections.shuffle(mixed, new Random(random.nextLong()));
        return mixed;
    }
}
