package io.jenkins.plugins.mlcd.stats;

import org.apache.commons.statistics.distribution.BetaDistribution;

/**
 * The accuracy to be expected of predictions whose labels are not known, see {@link ConfidenceCalibration}.
 *
 * @param samples predictions that it is about
 * @param accuracy expected share right, 0..1; NaN without predictions
 * @param calibrationVariance of the estimate, because the calibration was learnt from so many samples
 * @param samplingVariance of the share that will turn out right around the expected one
 */
public record AccuracyEstimate(long samples, double accuracy, double calibrationVariance, double samplingVariance) {

    private static final double LEAST_VARIANCE = 1e-12;

    private static final double EDGE = 1e-9;

    public AccuracyEstimate {
        if (samples < 0 || !(calibrationVariance >= 0) || !(samplingVariance >= 0) || samples > 0 && !(accuracy >= 0 && accuracy <= 1)) {
            throw new IllegalArgumentException("no estimate of " + samples + " predictions has the accuracy " + accuracy + " and the variances "
                    + calibrationVariance + " and " + samplingVariance);
        }
    }

    /** Standard error of the accuracy against what the labels would show. */
    public double standardError() {
        return Math.sqrt(calibrationVariance + samplingVariance);
    }

    /**
     * In it lies the accuracy that the labels of these very predictions would show: the quantiles of the Beta distribution with the
     * estimate's mean and variance. 0 to 1 without predictions.
     *
     * @param coverage of both sides together, above 0 and below 1
     */
    public Interval interval(double coverage) {
        if (samples == 0) {
            return new Interval(0, 1);
        }
        BetaDistribution beta = distribution();
        double tail = (1 - coverage) / 2;
        return new Interval(beta.inverseCumulativeProbability(tail), beta.inverseSurvivalProbability(tail));
    }

    /** The chance that these predictions are right more often than {@code accuracy}; 1 without predictions. */
    public double chanceAbove(double accuracy) {
        return samples == 0 ? 1 : distribution().survivalProbability(Math.min(1, Math.max(0, accuracy)));
    }

    /** The interval of this accuracy less another one, of other predictions by a calibration of their own. */
    public Interval minus(AccuracyEstimate other, double coverage) {
        if (samples == 0 || other.samples == 0) {
            return new Interval(-1, 1);
        }
        return Difference.interval(accuracy, interval(coverage), other.accuracy, other.interval(coverage));
    }

    private BetaDistribution distribution() {
        double mean = Math.min(1 - EDGE, Math.max(EDGE, accuracy));
        double variance = Math.min(mean * (1 - mean) * 0.99, Math.max(LEAST_VARIANCE, calibrationVariance + samplingVariance));
        double size = mean * (1 - mean) / variance - 1;
        return BetaDistribution.of(mean * size, (1 - mean) * size);
    }
}
