package io.jenkins.plugins.mlcd.stats;

/**
 * Evidence that at some time something changed, from one p-value after the other: an e-process. While nothing changes, the chance that it ever
 * reaches 1/alpha is at most alpha, however long and however often one looks (Ville's inequality); that holds when each p-value is valid given
 * the earlier ones. It is the mixture over all k of the product of e-values from the k-th on, with weights 1/(k (k + 1)), so that a
 * change is found although nobody knows when it comes (Shin, Ramdas, Rinaldo 2022 call such things e-detectors). A p-value
 * becomes an e-value by (1 - p + p ln p) / (p ln^2 p), the mean of all the calibrators x p^(x-1) (Vovk and Wang 2021).
 *
 * @param looks p-values so far
 * @param begun worth of the parts that have begun to bet; never above {@value #MOST}
 */
public record ChangeEvidence(long looks, double begun) {

    /** More is as good as this, and this does not overflow. */
    private static final double MOST = 1e100;

    private static final double SMALLEST = 1e-100;

    public static final ChangeEvidence NONE = new ChangeEvidence(0, 0);

    public ChangeEvidence {
        if (looks < 0 || !(begun >= 0)) {
            throw new IllegalArgumentException("no evidence has " + looks + " looks and " + begun);
        }
    }

    /** @throws IllegalArgumentException unless {@code pValue} is 0 to 1 */
    public ChangeEvidence after(double pValue) {
        double weight = 1.0 / ((looks + 1.0) * (looks + 2.0));
        return new ChangeEvidence(looks + 1, Math.min(MOST, (begun + weight) * eValue(pValue)));
    }

    /** 1 at the start; what has not begun to bet keeps its weight. */
    public double value() {
        return begun + 1.0 / (looks + 1.0);
    }

    /** A number above 0 with a mean of at most 1 when the p-value is that of no change. */
    static double eValue(double pValue) {
        if (!(pValue >= 0 && pValue <= 1)) {
            throw new IllegalArgumentException("a p-value is from 0 to 1, not " + pValue);
        }
        double p = Math.max(SMALLEST, pValue);
        double log = Math.log(p);
        if (log > -1e-3) {
            return 0.5 - log / 6; // the series at p = 1, where the formula is 0 / 0
        }
        return (1 - p + p * log) / (p * log * log);
    }
}
