package io.jenkins.plugins.mlcd.stats;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * How sure a figure is whose measurements depend on each other within blocks, such as latencies of the same second: whole blocks are
 * drawn with replacement, and the figure is computed anew for each draw (Künsch 1989). The bounds are percentiles, wider for few
 * blocks as Hesterberg (2015, section 4.1) expands them, because the plain ones are too narrow.
 *
 * @param resamples draws, at least 100
 * @param confidence of each bound, above 0.5 and below 1
 */
public record BlockBootstrap(int resamples, double confidence) {

    public BlockBootstrap {
        if (resamples < 100 || !(confidence > 0.5 && confidence < 1)) {
            throw new IllegalArgumentException("a bootstrap needs at least 100 resamples and a confidence between 0.5 and 1, but has "
                    + resamples + " and " + confidence);
        }
    }

    /**
     * The figure and its bounds.
     *
     * @param blocks how many there are, at least 2
     * @param figure of the blocks when each counts as often as the array says
     * @throws IllegalArgumentException when the figure of all blocks is no finite number
     */
    public Estimate estimate(int blocks, ToDoubleFunction<int[]> figure, RandomGenerator random) {
        if (blocks < 2) {
            throw new IllegalArgumentException("an interval needs at least 2 blocks, but there is " + blocks);
        }
        int[] times = new int[blocks];
        Arrays.fill(times, 1);
        double value = figure.applyAsDouble(times);
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("the figure of all blocks is " + value);
        }
        double[] draws = new double[resamples];
        for (int i = 0; i < resamples; i++) {
            Arrays.fill(times, 0);
            for (int j = 0; j < blocks; j++) {
                times[random.nextInt(blocks)]++;
            }
            draws[i] = figure.applyAsDouble(times);
        }
        Arrays.sort(draws);
        double tail = tail(blocks);
        return new Estimate(value, new Interval(Math.min(value, quantile(draws, tail)), Math.max(value, quantile(draws, 1 - tail))));
    }

    private double tail(int blocks) {
        double t = TDistribution.of(blocks - 1.0).inverseCumulativeProbability(confidence);
        return NormalDistribution.of(0, 1).cumulativeProbability(-Math.sqrt(blocks / (blocks - 1.0)) * t);
    }

    private static double quantile(double[] sorted, double q) {
        return sorted[(int) Math.min(sorted.length - 1L, Math.max(0, Math.round(q * (sorted.length + 1) - 1)))];
    }

    /**
     * A figure with its bounds.
     *
     * @param interval contains the value
     */
    public record Estimate(double value, Interval interval) {}
}
