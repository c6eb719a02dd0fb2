package io.jenkins.plugins.mlcd.sweep;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * A density over a whole space: a mixture with one kernel at each observation, the same in all directions of an axis, and
 * one broad kernel for what was known before. A kernel is a product over the axes of a normal distribution cut off at the
 * ends, or of one choice with the others mixed in. This is the multivariate estimator of Falkner, Klein and Hutter, BOHB
 * (ICML 2018), with the broad kernel of Bergstra et al., Algorithms for Hyper-Parameter Optimization (NIPS 2011).
 */
final class ParzenEstimator {

    private static final double ROOT_TWO_PI = Math.sqrt(2 * Math.PI);

    /** Kernels that are less likely than the best by this much on a log scale add nothing. */
    private static final double NEGLIGIBLE = 30;

    /** Positions of one choice differ by rounding only. */
    private static final double SAME = 1e-9;

    private final Axes axes;
    private final int kernels;
    private final int[] categorical;
    private final int[] numeric;
    private final double[][] centre;
    private final double[][] deviation;
    private final double[][] precision;
    private final double[] cumulated;
    private final double[] logScale;
    private final double[] logMissDensity;
    private final double[] logHitOverMiss;
    private final double miss;

    /**
     * @param observed positions of the observations, each in [0, 1)
     * @param weights above 0, one an observation; the broad kernel weighs {@code priorWeight}
     * @param bandwidths the standard deviation of the kernels, one an axis; ignored on categorical axes
     */
    ParzenEstimator(Axes axes, List<double[]> observed, double[] weights, double priorWeight, double[] bandwidths) {
        this.axes = axes;
        this.kernels = observed.size() + 1;
        this.miss = 1.0 / kernels;
        this.categorical = IntStream.range(0, axes.count()).filter(axes::categorical).toArray();
        this.numeric = IntStream.range(0, axes.count()).filter(axis -> !axes.categorical(axis)).toArray();
        int count = axes.count();
        centre = new double[kernels][];
        deviation = new double[kernels][count];
        precision = new double[kernels][count];
        cumulated = new double[kernels];
        logScale = new double[kernels];
        logMissDensity = new double[count];
        logHitOverMiss = new double[count];
        for (int axis : categorical) {
            logMissDensity[axis] = Math.log(axes.choices(axis) * miss / (1 + axes.choices(axis) * miss));
            logHitOverMiss[axis] = Math.log((1 + miss) / miss);
        }
        double sum = 0;
        for (int kernel = 0; kernel < kernels; kernel++) {
            boolean prior = kernel == observed.size();
            centre[kernel] = prior ? null : observed.get(kernel);
            sum += prior ? priorWeight : weights[kernel];
            cumulated[kernel] = sum;
        }
        for (int kernel = 0; kernel < kernels; kernel++) {
            double weight = cumulated[kernel] - (kernel == 0 ? 0 : cumulated[kernel - 1]);
            logScale[kernel] = Math.log(weight / sum) + (centre[kernel] == null ? 0 : shape(kernel, bandwidths));
        }
    }

    /** Sets the widths of a kernel and returns the logarithm of what its product is to be scaled by. */
    private double shape(int kernel, double[] bandwidths) {
        double volume = 1;
        double scale = 0;
        for (int axis = 0; axis < axes.count(); axis++) {
            if (axes.categorical(axis)) {
                scale += logMissDensity[axis];
                continue;
            }
            double middle = centre[kernel][axis];
            double width = axes.width(axis, middle);
            double sigma = width == 0 ? bandwidths[axis] : Math.sqrt(bandwidths[axis] * bandwidths[axis] + width * width / 12);
            deviation[kernel][axis] = sigma;
            precision[kernel][axis] = Math.sqrt(0.5) / sigma;
            volume *= ROOT_TWO_PI * sigma * (NormalTable.below((1 - middle) / sigma) - NormalTable.below(-middle / sigma));
        }
        return scale - Math.log(volume);
    }

    /** A point drawn from the density, in the middle of its values. */
    double[] sample(RandomGenerator random) {
        double place = random.nextDouble() * cumulated[kernels - 1];
        int kernel = 0;
        while (kernel < kernels - 1 && place >= cumulated[kernel]) {
            kernel++;
        }
        double[] point = new double[axes.count()];
        for (int axis = 0; axis < point.length; axis++) {
            point[axis] = axes.middle(axis, centre[kernel] == null ? random.nextDouble() : draw(kernel, axis, random));
        }
        return point;
    }

    private double draw(int kernel, int axis, RandomGenerator random) {
        double middle = centre[kernel][axis];
        if (axes.categorical(axis)) {
            return random.nextDouble() * (1 + axes.choices(axis) * miss) < 1 ? middle : random.nextDouble();
        }
        double value;
        do {
            value = middle + deviation[kernel][axis] * random.nextGaussian();
        } while (value < 0 || value >= 1);
        return value;
    }

    /** The logarithm of the density at {@code point}; 0 for a uniform density. The broad kernel, the last, is the same everywhere. */
    double logDensity(double[] point) {
        double best = logScale[kernels - 1];
        double sum = 1;
        for (int kernel = 0; kernel < kernels - 1; kernel++) {
            double value = logKernel(kernel, point, best - NEGLIGIBLE);
            if (value > best) {
                sum = sum * Math.exp(best - value) + 1;
                best = value;
            } else if (value > best - NEGLIGIBLE) {
                sum += Math.exp(value - best);
            }
        }
        return best + Math.log(sum);
    }

    /** What a kernel adds, as a logarithm; something below {@code least} when it is less than that. */
    private double logKernel(int kernel, double[] point, double least) {
        double[] middle = centre[kernel];
        double[] scale = precision[kernel];
        double value = logScale[kernel];
        for (int axis : categorical) {
            value += Math.abs(point[axis] - middle[axis]) < SAME ? logHitOverMiss[axis] : 0;
        }
        for (int i = 0; i < numeric.length && value >= least; i++) {
            double z = (point[numeric[i]] - middle[numeric[i]]) * scale[numeric[i]];
            value -= z * z;
        }
        return value;
    }
}
