package io.jenkins.plugins.mlcd.stats;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The rises that a {@link RiseDetector} bets on: exponential tilts of the levels by their score, so that the odds of the highest against the lowest rise
 * by a factor.
 */
final class Tilts {

    /** By which the odds rise. */
    private static final double[] FACTORS = {1.25, 1.6, 2.2, 3.5, 8, 50};

    /** The chances with which it is bet on them: small rises need the evidence more than large ones, which give plenty. */
    private static final double[] CHANCES = {0.3, 0.3, 0.2, 0.15, 0.04, 0.01};

    /** Powers of the score: all levels rise, or above all the highest. With two levels there is no difference. */
    private static final double[] SHAPES = {1, 4};

    private final double[] scores;
    private final double[][] weights;

    /** @param scores of the levels, rising from 0 to 1 */
    Tilts(double[] scores) {
        boolean rising = IntStream.range(1, scores.length).allMatch(level -> scores[level] > scores[level - 1]);
        if (scores.length < 2 || scores[0] != 0 || scores[scores.length - 1] != 1 || !rising) {
            throw new IllegalArgumentException("the scores of levels rise from 0 to 1, but are " + Arrays.toString(scores));
        }
        this.scores = scores;
        int shapes = scores.length == 2 ? 1 : SHAPES.length;
        weights = new double[shapes * FACTORS.length][scores.length];
        for (int bet = 0; bet < weights.length; bet++) {
            for (int level = 0; level < scores.length; level++) {
                weights[bet][level] = Math.pow(FACTORS[bet % FACTORS.length], Math.pow(scores[level], SHAPES[bet / FACTORS.length]));
            }
        }
    }

    double[] scores() {
        return scores;
    }

    int levels() {
        return scores.length;
    }

    int count() {
        return weights.length;
    }

    /** The chance of a row with the odds risen, over that without. */
    double ratio(int bet, double[] known, long[] row) {
        double ratio = risen(bet, known);
        for (int level = 0; level < row.length; level++) {
            if (row[level] > 0) {
                return weights[bet][level] / ratio;
            }
        }
        return 1;
    }

    /** The same for several rows. */
    double logRatio(int bet, double[] known, long[] rows, long all) {
        double log = -all * Math.log(risen(bet, known));
        for (int level = 0; level < rows.length; level++) {
            log += rows[level] * Math.log(weights[bet][level]);
        }
        return log;
    }

    private double risen(int bet, double[] known) {
        double total = 0;
        double risen = 0;
        for (int level = 0; level < known.length; level++) {
            total += known[level];
            risen += known[level] * weights[bet][level];
        }
        return risen / total;
    }

    /** Of figures of all bets, by the chances with which it is bet. */
    double mean(double[] figures) {
        double sum = 0;
        for (int bet = 0; bet < figures.length; bet++) {
            sum += CHANCES[bet % FACTORS.length] * figures[bet];
        }
        return sum * FACTORS.length / figures.length;
    }
}
