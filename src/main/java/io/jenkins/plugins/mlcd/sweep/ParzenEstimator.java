package io.jenkins.plugins.mlcd.sweep;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A density over a whole space: a mixture with one kernel at each observation, the same in all directions of an axis, and
 * one broad kernel for what was known before. A kernel is a product over the axes of a normal distribution cut off at the
 * ends, or of one choice with the others mixed in. This is the multivariate estimator of Falkner, Klein and Hutter, BOHB
 * (ICML 2018), with the broad kernel of Bergstra et al., Algorithms for Hyper-Parameter Optimization (NIPS 2011). For one thread.
 */
final class ParzenEstimator {

    private static final double ROOT_TWO_PI = Math.sqrt(2 * Math.PI);

    /** Kernels that are less likely than the best by this much on a log scale add nothing. */
    private static final double NEGLIGIBLE = 25;

    /** Positions of one choice differ by rounding only. */
    private static final double SAME = 1e-9;

    private final Axes axes;
    private final int kernels;
    private final double miss;

    // By axis, then by kernel: the loops over all kernels are the ones that cost, and so they run over plain arrays.
    private final double[][] centre;
    private final double[][] deviation;
    private final double[][] precision;

    /** By axis: what a kernel of the same choice has more than one of another choice. */
    private final double[] logHitOverMiss;

    private final double[] cumulated;
    private final double sum;
    private final double[] logScale;
    private final double logPrior;
    private final double[] terms;

    /**
     * @param observed positions of the observations, each in [0, 1)
     * @param weights above 0, one an observation
     * @param priorWeight what the broad kernel weighs, above 0
     * @param bandwidths the standard deviation of the kernels, one an axis; ignored on categorical axes
     */
    ParzenEstimator(Axes axes, List<double[]> observed, double[] weights, double priorWeight, double[] bandwidths) {
        int count = axes.count();
        this.axes = axes;
        this.kernels = observed.size();
        this.miss = 1.0 / (kernels + 1);
        centre = new double[count][kernels];
        deviation = new double[count][];
        precision = new double[count][];
        logHitOverMiss = new double[count];
        cumulated = new double[kernels];
        double total = 0;
        for (int kernel = 0; kernel < kernels; kernel++) {
            total += weights[kernel];
            cumulated[kernel] = total;
        }
        sum = total + priorWeight;
        logPrior = Math.log(priorWeight / sum);
        terms = new double[kernels];
        logScale = new double[kernels];
        double[] volume = new double[kernels];
        Arrays.fill(volume, sum);
        for (int axis = 0; axis < count; axis++) {
            for (int kernel = 0; kernel < kernels; kernel++) {
                centre[axis][kernel] = observed.get(kernel)[axis];
            }
            if (axes.categorical(axis)) {
                logHitOverMiss[axis] = Math.log((1 + miss) / miss);
                multiply(volume, (1 + axes.choices(axis) * miss) / (axes.choices(axis) * miss));
            } else {
                shape(axis, bandwidths[axis], volume);
            }
        }
        for (int kernel = 0; kernel < kernels; kernel++) {
            logScale[kernel] = Math.log(weights[kernel] / volume[kernel]);
        }
    }

    private static void multiply(double[] values, double factor) {
        for (int i = 0; i < values.length; i++) {
            values[i] *= factor;
        }
    }

    /** Sets the widths of the kernels on a numeric axis, and takes what they hold between the ends into their volume. */
    private void shape(int axis, double bandwidth, double[] volume) {
        deviation[axis] = new double[kernels];
        precision[axis] = new double[kernels];
        for (int kernel = 0; kernel < kernels; kernel++) {
            double middle = centre[axis][kernel];
            double width = axes.width(axis, middle);
            double sigma = width == 0 ? bandwidth : Math.sqrt(bandwidth * bandwidth + width * width / 12);
            deviation[axis][kernel] = sigma;
            precision[axis][kernel] = Math.sqrt(0.5) / sigma;
            volume[kernel] *= ROOT_TWO_PI * sigma * (NormalTable.below((1 - middle) / sigma) - NormalTable.below(-middle / sigma));
        }
    }

    /** A point drawn from the density, in the middle of its values. */
    double[] sample(RandomGenerator random) {
        int kernel = kernel(random);
        double[] point = new double[axes.count()];
        for (int axis = 0; axis < point.length; axis++) {
            point[axis] = draw(kernel, axis, random);
        }
        return point;
    }

    /** A point whose coordinates are drawn each from a kernel of its own, so that it has the density of each axis but not of all together. */
    double[] recombine(RandomGenerator random) {
        double[] point = new double[axes.count()];
        for (int axis = 0; axis < point.length; axis++) {
            point[axis] = draw(kernel(random), axis, random);
        }
        return point;
    }

    /** An index drawn by weight; that of the broad kernel is the last. */
    private int kernel(RandomGenerator random) {
        double place = random.nextDouble() * sum;
        int kernel = 0;
        while (kernel < kernels && place >= cumulated[kernel]) {
            kernel++;
        }
        return kernel;
    }

    private double draw(int kernel, int axis, RandomGenerator random) {
        return axes.middle(axis, kernel == kernels ? random.nextDouble() : around(kernel, axis, random));
    }

    private double around(int kernel, int axis, RandomGenerator random) {
        double middle = centre[axis][kernel];
        if (axes.categorical(axis)) {
            return random.nextDouble() * (1 + axes.choices(axis) * miss) < 1 ? middle : random.nextDouble();
        }
        double value;
        do {
            value = middle + deviation[axis][kernel] * random.nextGaussian();
        } while (value < 0 || value >= 1);
        return value;
    }

    /** The logarithm of the density at {@code point}; 0 for a uniform density. */
    double logDensity(double[] point) {
        System.arraycopy(logScale, 0, terms, 0, kernels);
        for (int axis = 0; axis < point.length; axis++) {
            if (axes.categorical(axis)) {
                addHits(centre[axis], point[axis], logHitOverMiss[axis]);
            } else {
                subtractSquares(centre[axis], precision[axis], point[axis]);
            }
        }
        double best = logPrior;
        for (double term : terms) {
            best = Math.max(best, term);
        }
        double density = Math.exp(logPrior - best);
        for (double term : terms) {
            // Most kernels are far away, and an exponential costs as much as all the rest.
            density += term > best - NEGLIGIBLE ? Math.exp(term - best) : 0;
        }
        return best + Math.log(density);
    }

    private void addHits(double[] centres, double at, double hit) {
        for (int kernel = 0; kernel < kernels; kernel++) {
            terms[kernel] += Math.abs(at - centres[kernel]) < SAME ? hit : 0;
        }
    }

    private void subtractSquares(double[] centres, double[] precisions, double at) {
        for (int kernel = 0; kernel < kernels; kernel++) {
            double z = (at - centres[kernel]) * precisions[kernel];
            terms[kernel] -= z * z;
        }
    }
}
