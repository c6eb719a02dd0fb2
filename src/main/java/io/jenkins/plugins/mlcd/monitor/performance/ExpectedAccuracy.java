package io.jenkins.plugins.mlcd.monitor.performance;

import io.jenkins.plugins.mlcd.monitor.profile.ConfidenceHistogram;
import io.jenkins.plugins.mlcd.monitor.profile.NumericProfile;
import io.jenkins.plugins.mlcd.monitor.profile.Profile;
import io.jenkins.plugins.mlcd.monitor.rules.FeatureFinding;
import io.jenkins.plugins.mlcd.monitor.rules.Finding;
import io.jenkins.plugins.mlcd.monitor.rules.Look;
import io.jenkins.plugins.mlcd.stats.AccuracyEstimate;
import io.jenkins.plugins.mlcd.stats.ConfidenceCalibration;
import io.jenkins.plugins.mlcd.stats.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** The accuracy that the confidence of a window's predictions lets one expect, by the calibration of the reference. */
public final class ExpectedAccuracy {

    /** Labelled samples below which a reference tells nothing of calibration. */
    static final long LEAST_LABELLED = 100;

    private static final double COVERAGE = 0.95;

    private ExpectedAccuracy() {}

    /** The calibration that a profile with labels and confidences shows. */
    public static ConfidenceCalibration calibration(ConfidenceHistogram histogram) {
        List<Double> means = IntStream.range(0, ConfidenceHistogram.BINS)
                .mapToObj(bin -> histogram.labelled().get(bin) == 0
                        ? (bin + 0.5) / ConfidenceHistogram.BINS
                        : Math.min(1, histogram.sums().get(bin) / histogram.labelled().get(bin)))
                .toList();
        return new ConfidenceCalibration(histogram.labelled(), histogram.correct(), means);
    }

    /** The accuracy to be expected of a window's predictions; where within the bins they lie is taken from the sketch of their confidence, if there is one. */
    public static AccuracyEstimate estimate(ConfidenceCalibration calibration, Profile window) {
        NumericProfile confidence = window.features().get(Profile.CONFIDENCE);
        List<Double> means = confidence == null || confidence.count() == 0 ? calibration.confidences() : means(confidence, calibration);
        return calibration.estimate(window.confidence().counts(), means);
    }

    private static List<Double> means(NumericProfile confidence, ConfidenceCalibration calibration) {
        double[] sums = new double[ConfidenceHistogram.BINS];
        double[] shares = new double[ConfidenceHistogram.BINS];
        double below = 0;
        for (double value : confidence.sketch().points()) {
            double rank = confidence.sketch().rank(value);
            int bin = ConfidenceHistogram.bin(value);
            sums[bin] += value * (rank - below);
            shares[bin] += rank - below;
            below = rank;
        }
        List<Double> means = new ArrayList<>();
        for (int bin = 0; bin < sums.length; bin++) {
            means.add(shares[bin] > 0 ? Math.min(1, Math.max(0, sums[bin] / shares[bin])) : calibration.confidences().get(bin));
        }
        return means;
    }

    static Finding judge(Look look, double leastDrop, String few) {
        ConfidenceHistogram known = look.reference().confidence();
        if (known.totalLabelled() < LEAST_LABELLED) {
            return Finding.inconclusive(few + ", and the reference has confidences of " + known.totalLabelled() + " labelled samples, fewer than the "
                    + LEAST_LABELLED + " that a calibration needs");
        }
        if (look.window().confidence().total() == 0) {
            return Finding.inconclusive(few + ", and the window has no prediction with a confidence");
        }
        ConfidenceCalibration calibration = calibration(known);
        AccuracyEstimate estimate = estimate(calibration, look.window());
        Interval interval = estimate.interval(COVERAGE);
        double drop = calibration.accuracy() - estimate.accuracy();
        double pValue = ExpectedDrop.pValue(calibration, drop, estimate.samples(), look.luck());
        boolean violated = pValue <= look.level() && drop >= leastDrop && interval.high() < calibration.accuracy();
        String reason = String.format(Locale.ROOT, "accuracy %.3f (%.3f to %.3f) expected from the confidence of %d predictions, because %s (%.3f in"
                + " validation, p %.1e)", estimate.accuracy(), interval.low(), interval.high(), estimate.samples(), few, calibration.accuracy(), pValue);
        return Finding.tested(violated, reason, new FeatureFinding("accuracy", "confidence", estimate.accuracy(), pValue, drop, violated));
    }
}
