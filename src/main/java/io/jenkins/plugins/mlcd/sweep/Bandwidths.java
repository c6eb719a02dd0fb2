package io.jenkins.plugins.mlcd.sweep;

import java.util.Arrays;
import java.util.List;

/** How wide the kernels of a {@link ParzenEstimator} are. */
final class Bandwidths {

    private static final double WIDEST = 1;

    private Bandwidths() {}

    /** One bandwidth for all axes that depends on how many observations there are only: that of Optuna's multivariate TPE. */
    static double[] byCount(int axes, int observations, double magnitude, double narrowest) {
        double[] bandwidths = new double[axes];
        Arrays.fill(bandwidths, clip(magnitude * shrinking(axes, observations), narrowest));
        return bandwidths;
    }

    /**
     * Scott's rule: the standard deviation of the observations on each axis, shrinking as they become more. The broad kernel
     * takes part, so that one observation alone has some deviation. Scott, Multivariate Density Estimation (1992).
     */
    static double[] bySpread(int axes, List<double[]> observed, double[] weights, double priorWeight, double magnitude, double narrowest) {
        double[] bandwidths = new double[axes];
        for (int axis = 0; axis < axes; axis++) {
            double sum = priorWeight;
            double mean = priorWeight / 2;
            for (int i = 0; i < weights.length; i++) {
                sum += weights[i];
                mean += weights[i] * observed.get(i)[axis];
            }
            mean /= sum;
            double square = priorWeight / 12;
            for (int i = 0; i < weights.length; i++) {
                double off = observed.get(i)[axis] - mean;
                square += weights[i] * off * off;
            }
            bandwidths[axis] = clip(magnitude * Math.sqrt(square / sum) * shrinking(axes, observed.size()), narrowest);
        }
        return bandwidths;
    }

    private static double shrinking(int axes, int observations) {
        return Math.pow(Math.max(1, observations), -1.0 / (axes + 4));
    }

    private static double clip(double bandwidth, double narrowest) {
        return Math.max(narrowest, Math.min(WIDEST, bandwidth));
    }
}
