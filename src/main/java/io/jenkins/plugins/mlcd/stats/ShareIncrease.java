package io.jenkins.plugins.mlcd.stats;

import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.apache.commons.statistics.distribution.HypergeometricDistribution;

/** Whether something happens more often than it did before, or than it may. One-sided exact tests. */
public final class ShareIncrease {

    private ShareIncrease() {}

    /**
     * Fisher's exact test: the chance of at least {@code x} hits among {@code m} samples when {@code r} of {@code n} reference samples hit
     * and nothing changed. It is also exact, for any distribution, when a hit is a value above the (r+1)-th largest value
     * of the reference itself (exceedances are hypergeometric).
     *
     * @throws IllegalArgumentException unless 0 &lt;= r &lt;= n and 0 &lt;= x &lt;= m
     */
    public static double pValue(int r, int n, int x, int m) {
        if (r < 0 || r > n || x < 0 || x > m) {
            throw new IllegalArgumentException(r + " of " + n + " and " + x + " of " + m + " are no shares");
        }
        if (x == 0 || n + m == 0) {
            return 1;
        }
        return Math.min(1, HypergeometricDistribution.of(n + m, r + x, m).survivalProbability(x - 1));
    }

    /**
     * The chance of at least {@code x} hits among {@code m} samples when each is a hit with the probability {@code share}.
     *
     * @throws IllegalArgumentException unless 0 &lt;= share &lt;= 1 and 0 &lt;= x &lt;= m
     */
    public static double pValue(double share, int x, int m) {
        if (!(share >= 0 && share <= 1) || x < 0 || x > m) {
            throw new IllegalArgumentException(x + " of " + m + " against " + share + " are no shares");
        }
        return x == 0 ? 1 : Math.min(1, BinomialDistribution.of(m, share).survivalProbability(x - 1));
    }

    /**
     * The same as Fisher's test for one window after the other against one reference: the reference's share is taken at its upper bound of Clopper and
     * Pearson (1934), which is too low with the chance {@code luck}, once for all windows.
     *
     * @throws IllegalArgumentException unless 0 &lt;= r &lt;= n and 0 &lt;= x &lt;= m
     */
    public static double pValue(int r, int n, int x, int m, double luck) {
        if (r < 0 || r > n || x < 0 || x > m) {
            throw new IllegalArgumentException(r + " of " + n + " and " + x + " of " + m + " are no shares");
        }
        return pValue(n == 0 ? 1 : Proportions.clopperPearson(r, n, 1 - 2 * Math.min(0.5, luck)).high(), x, m);
    }
}
