package io.jenkins.plugins.mlcd.monitor.performance;

import io.jenkins.plugins.mlcd.stats.ConfidenceCalibration;

/**
 * The chance that predictions of the same kind as in validation are by chance so much less sure that their expected accuracy is lower by some drop:
 * Bennett's inequality for the window, after the mean and the variance of the expected accuracy in validation were taken at their bounds
 * (Maurer and Pontil, Empirical Bernstein bounds and sample variance penalization, COLT 2009).
 */
final class ExpectedDrop {

    private ExpectedDrop() {}

    /**
     * An upper bound of that chance for one window after the other against one validation set, 0..1.
     *
     * @param drop from the accuracy in validation; 0 or below gives 1
     * @param samples predictions of the window
     * @param luck chance that the validation set misleads by more than is allowed for
     */
    static double pValue(ConfidenceCalibration calibration, double drop, long samples, double luck) {
        double n = calibration.samples();
        double logs = Math.log(4 / luck);
        double deviation = Math.sqrt(variance(calibration)) + Math.sqrt(2 * logs / (n - 1));
        double margin = deviation * Math.sqrt(2 * logs / n) + logs / (3 * n);
        double beyond = drop - margin;
        if (beyond <= 0) {
            return 1;
        }
        double spread = deviation * deviation;
        double u = beyond / spread;
        return Math.min(1, Math.exp(-samples * spread * ((1 + u) * Math.log1p(u) - u)));
    }

    /** Of the expected accuracy over the validation set, by its bins. */
    private static double variance(ConfidenceCalibration calibration) {
        double mean = calibration.accuracy();
        double sum = 0;
        for (int bin = 0; bin < calibration.labelled().size(); bin++) {
            long labelled = calibration.labelled().get(bin);
            if (labelled > 0) {
                double right = (double) calibration.correct().get(bin) / labelled;
                sum += labelled * (right - mean) * (right - mean);
            }
        }
        return sum / calibration.samples();
    }
}
