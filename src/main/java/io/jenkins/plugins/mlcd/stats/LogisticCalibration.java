package io.jenkins.plugins.mlcd.stats;

import java.util.List;

/**
 * The chance of being right as a logistic curve over the log-odds of the confidence (J. Platt, Probabilistic outputs for support vector
 * machines, 1999), by the greatest posterior density: before any sample the confidence is taken at its word, give or take (intercept 0
 * with a standard deviation of 1, slope 1 with one of 0.5). With the covariance of both by Laplace's approximation.
 */
final class LogisticCalibration {

    private static final double INTERCEPT_PRECISION = 1;
    private static final double SLOPE_PRECISION = 4;
    private static final double EDGE = 1e-4;
    private static final int STEPS = 50;
    private static final double EXACT = 1e-10;

    private final double intercept;
    private final double slope;

    /** Of the precision matrix: both diagonal entries, and the other one. */
    private final double first;
    private final double second;
    private final double mixed;

    private LogisticCalibration(double intercept, double slope, double first, double second, double mixed) {
        this.intercept = intercept;
        this.slope = slope;
        this.first = first;
        this.second = second;
        this.mixed = mixed;
    }

    /** Newton's method; the density is log-concave, and its steps are kept short enough not to leave it. */
    static LogisticCalibration fit(List<Long> labelled, List<Long> correct, List<Double> confidences) {
        LogisticCalibration fit = new LogisticCalibration(0, 1, INTERCEPT_PRECISION, SLOPE_PRECISION, 0);
        for (int step = 0; step < STEPS; step++) {
            double byIntercept = -INTERCEPT_PRECISION * fit.intercept;
            double bySlope = -SLOPE_PRECISION * (fit.slope - 1);
            double first = INTERCEPT_PRECISION;
            double second = SLOPE_PRECISION;
            double mixed = 0;
            for (int bin = 0; bin < labelled.size(); bin++) {
                double x = logOdds(confidences.get(bin));
                double p = fit.right(confidences.get(bin));
                double miss = correct.get(bin) - labelled.get(bin) * p;
                double weight = labelled.get(bin) * p * (1 - p);
                byIntercept += miss;
                bySlope += miss * x;
                first += weight;
                second += weight * x * x;
                mixed += weight * x;
            }
            double determinant = first * second - mixed * mixed;
            double up = (second * byIntercept - mixed * bySlope) / determinant;
            double along = (first * bySlope - mixed * byIntercept) / determinant;
            double shorter = Math.min(1, 1 / Math.max(Math.abs(up), Math.abs(along)));
            fit = new LogisticCalibration(fit.intercept + shorter * up, fit.slope + shorter * along, first, second, mixed);
            if (Math.abs(up) + Math.abs(along) < EXACT) {
                break;
            }
        }
        return fit;
    }

    /** The chance that a prediction of this confidence is right. */
    double right(double confidence) {
        return 1 / (1 + Math.exp(-intercept - slope * logOdds(confidence)));
    }

    /**
     * The variance of a sum of such chances.
     *
     * @param weights of the chances
     * @param confidences of which they are
     */
    double variance(double[] weights, List<Double> confidences) {
        double byIntercept = 0;
        double bySlope = 0;
        for (int i = 0; i < weights.length; i++) {
            double p = right(confidences.get(i));
            byIntercept += weights[i] * p * (1 - p);
            bySlope += weights[i] * p * (1 - p) * logOdds(confidences.get(i));
        }
        double determinant = first * second - mixed * mixed;
        return Math.max(0, (second * byIntercept * byIntercept - 2 * mixed * byIntercept * bySlope + first * bySlope * bySlope) / determinant);
    }

    private static double logOdds(double confidence) {
        double inside = Math.min(1 - EDGE, Math.max(EDGE, confidence));
        return Math.log(inside / (1 - inside));
    }
}
