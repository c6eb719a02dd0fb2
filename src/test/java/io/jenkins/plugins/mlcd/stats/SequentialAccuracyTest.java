package io.jenkins.plugins.mlcd.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.mlcd.stats.SequentialAccuracy.Bins;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SequentialAccuracyTest {

    private static final double[] MIDDLES = {.05, .15, .25, .35, .45, .55, .65, .75, .85, .925, .97, .995};

    private static final double ALPHA = 0.05;

    /**
     * Both models are as accurate as each other on the requests of each look, which grow harder from look to look, and the first one gets few and then many
     * of them; its confidence is off by so much, and that of the second one by something else. At most alpha of these rollouts may ever reach 1 / alpha, whichever
     * side is asked. By chance of the simulation alone, 300 runs of a rate of 0.05 give at most 0.09 in 999 of 1,000 cases.
     */
    @ParameterizedTest
    @CsvSource({"0, 0, 0.3", "1.5, 1.5, 0.3", "1, -1, 0.3", "0, 1, 0.05", "2, 0, 0.05"})
    void ofEqualModelsRarelyAnyIsEverFoundWorse(double sure, double otherSure, double share) {
        RandomGenerator random = new SplittableRandom(42);
        int worse = 0;
        int better = 0;
        int runs = 300;
        for (int run = 0; run < runs; run++) {
            SequentialAccuracy test = SequentialAccuracy.start(0.01);
            boolean below = false;
            boolean above = false;
            for (int look = 0; look < 30 && !(below && above); look++) {
                double hardness = look / 30.0;
                int requests = look < 10 ? 20 : 200;
                test = test.plus(look(random, requests, hardness, sure, share, 0), look(random, 400 - requests, hardness, otherSure, share, 0));
                below |= test.below(1, 0) >= 1 / ALPHA;
                above |= test.above(1, 0) >= 1 / ALPHA;
            }
            worse += below ? 1 : 0;
            better += above ? 1 : 0;
        }
        assertThat(worse / (double) runs).isLessThan(0.09);
        assertThat(better / (double) runs).isLessThan(0.09);
    }

    /** With the labels of one request in twenty, of which the accuracy of labelled requests alone says too little. */
    @Test
    void findsAWorseModelSoonerThanItsFewLabelsAlone() {
        RandomGenerator random = new SplittableRandom(7);
        int found = 0;
        int byLabels = 0;
        for (int run = 0; run < 60; run++) {
            SequentialAccuracy test = SequentialAccuracy.start(0.01);
            SequentialRates labels = SequentialRates.against(SequentialRates.Side.AT_MOST, 0.01);
            boolean here = false;
            boolean there = false;
            for (int look = 0; look < 40; look++) {
                Bins canary = look(random, 200, 0, 1, 0.05, 1);
                Bins stable = look(random, 200, 0, 1, 0.05, 0);
                test = test.plus(canary, stable);
                labels = labels.plus(1, 0.02, new SequentialRates.Counts(
                        sum(canary.labelled()) - sum(canary.correct()), sum(canary.labelled()), sum(stable.labelled()) - sum(stable.correct()), sum(stable.labelled())));
                here |= test.below(1, -0.02) >= 100;
                there |= labels.evidence() >= 100;
            }
            found += here ? 1 : 0;
            byLabels += there ? 1 : 0;
        }
        assertThat(found).as("found, and by labels alone %d", byLabels).isGreaterThan(2 * byLabels);
    }

    private static long sum(List<Long> counts) {
        return counts.stream().mapToLong(Long::longValue).sum();
    }

    /**
     * @param sure log-odds that the model's confidence is above the chance of being right
     * @param share of predictions whose label comes
     * @param worse how much its requests are harder to it
     */
    private static Bins look(RandomGenerator random, int requests, double hardness, double sure, double share, double worse) {
        Long[] counts = zeros();
        Long[] labelled = zeros();
        Long[] correct = zeros();
        for (int i = 0; i < requests; i++) {
            double odds = 3 - hardness - worse + 1.5 * random.nextGaussian();
            double right = 1 / (1 + Math.exp(-odds));
            double confidence = 1 / (1 + Math.exp(-odds - sure));
            int bin = bin(confidence);
            counts[bin]++;
            if (random.nextDouble() < share) {
                labelled[bin]++;
                correct[bin] += random.nextDouble() < right ? 1 : 0;
            }
        }
        return new Bins(Arrays.stream(MIDDLES).boxed().toList(), List.of(counts), List.of(labelled), List.of(correct));
    }

    private static Long[] zeros() {
        Long[] zeros = new Long[MIDDLES.length];
        Arrays.fill(zeros, 0L);
        return zeros;
    }

    private static int bin(double confidence) {
        double[] bounds = {.1, .2, .3, .4, .5, .6, .7, .8, .9, .95, .99};
        int bin = 0;
        while (bin < bounds.length && confidence > bounds[bin]) {
            bin++;
        }
        return bin;
    }

    @Test
    void saysNothingBeforeEachModelHasLabels() {
        Bins unlabelled = new Bins(List.of(0.5, 0.9), List.of(10L, 1000L), List.of(0L, 0L), List.of(0L, 0L));
        Bins labelled = new Bins(List.of(0.5, 0.9), List.of(500L, 500L), List.of(100L, 100L), List.of(0L, 50L));
        assertThat(SequentialAccuracy.start(0.01).plus(labelled, unlabelled).below(1, 0)).isEqualTo(1);
        assertThat(SequentialAccuracy.start(0.01).plus(unlabelled, labelled).below(1, 0)).isEqualTo(1);
        assertThat(SequentialAccuracy.start(0.01).plus(labelled, Bins.NONE).below(1, 0)).isEqualTo(1);
        assertThat(SequentialAccuracy.start(0.01).plus(labelled).below(0, 0.9)).as("held against a number").isGreaterThan(100);
        assertThat(SequentialAccuracy.start(0.01).plus(labelled, Bins.NONE).plus(unlabelled, labelled).second()).isBetween(0.2, 0.3);
    }

    @Test
    void anEffectIsAboveZero() {
        assertThatThrownBy(() -> SequentialAccuracy.start(0)).hasMessageContaining("must be above 0");
    }
}
