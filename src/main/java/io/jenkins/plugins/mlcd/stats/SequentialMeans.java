package io.jenkins.plugins.mlcd.stats;

/**
 * Evidence that the mean of a first group is below that of a second, from the moments of looks of any size. It is the
 * mixture sequential probability ratio test with a normal mixture over the difference (Robbins 1970; Johari, Koomen,
 * Pekelis and Walsh, Operations Research 70, 2022), on the difference within each look, weighted by its harmonic number
 * of observations, so that a mean that all requests share may change with the time. The variance is estimated, so its
 * guarantee, at most {@code alpha} that {@link #evidence()} ever reaches {@code 1 / alpha}, holds for looks that are not
 * small (asymptotic confidence sequences: Waudby-Smith, Arbour, Sinha, Kennedy and Ramdas, Annals of Statistics 52, 2024);
 * a simulation in the tests states how well.
 */
public final class SequentialMeans {

    /** The effects looked for are of the order of this many standard deviations. */
    private static final double TYPICAL_EFFECT = 0.2;

    /** Below this many observations together a variance is too uncertain, and nothing is claimed. */
    private static final long LEAST_OBSERVATIONS = 30;

    private final double score;
    private final double information;
    private final double squaredDeviations;
    private final long observations;

    private SequentialMeans(double score, double information, double squaredDeviations, long observations) {
        this.score = score;
        this.information = information;
        this.squaredDeviations = squaredDeviations;
        this.observations = observations;
    }

    public static SequentialMeans start() {
        return new SequentialMeans(0, 0, 0, 0);
    }

    /** The evidence after one more look; a look in which a group has no observation says nothing. */
    public SequentialMeans plus(Moments first, Moments second) {
        return plus(first, second, 0);
    }

    /** Likewise, that the mean of the first group is below that of the second plus {@code shift}, which may depend on earlier looks only. */
    public SequentialMeans plus(Moments first, Moments second, double shift) {
        if (first.count() < 1 || second.count() < 1) {
            return this;
        }
        double harmonic = (double) first.count() * second.count() / (first.count() + second.count());
        return new SequentialMeans(
                score + harmonic * (second.mean() + shift - first.mean()),
                information + harmonic,
                squaredDeviations + first.plus(second).squaredDeviations(),
                observations + first.count() + second.count() - 1);
    }

    /** Likewise, that the mean of one group is below {@code limit}. */
    public SequentialMeans plusBelow(double limit, Moments group) {
        if (group.count() < 1) {
            return this;
        }
        return new SequentialMeans(
                score + group.count() * (limit - group.mean()),
                information + group.count(),
                squaredDeviations + group.squaredDeviations(),
                observations + group.count() - 1);
    }

    /** At least 0; starts at 1, and rises as the first mean turns out to be lower. */
    public double evidence() {
        if (observations < LEAST_OBSERVATIONS || squaredDeviations <= 0) {
            return 1;
        }
        double worse = Math.max(0, score);
        return mixture(worse * worse * observations / squaredDeviations);
    }

    /** The normal mixture of likelihood ratios at a squared score in units of the variance. */
    private double mixture(double squaredScore) {
        double spread = TYPICAL_EFFECT * TYPICAL_EFFECT;
        double growth = 1 + spread * information;
        return Math.exp(spread * squaredScore / (2 * growth)) / Math.sqrt(growth);
    }
}
