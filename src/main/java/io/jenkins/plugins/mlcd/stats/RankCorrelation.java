package io.jenkins.plugins.mlcd.stats;

import org.apache.commons.statistics.ranking.NaNStrategy;
import org.apache.commons.statistics.ranking.NaturalRanking;
import org.apache.commons.statistics.ranking.TiesStrategy;

/** How far two orders of the same things agree. */
public final class RankCorrelation {

    private RankCorrelation() {}

    /**
     * Spearman's rank correlation: Pearson's correlation of the ranks, equal values sharing their mean rank.
     *
     * @param x at least two numbers, none {@code NaN}
     * @param y as many
     * @return from -1 to 1; 0 when all of {@code x} or all of {@code y} are equal, for then they say nothing of each other
     */
    public static double spearman(double[] x, double[] y) {
        if (x.length != y.length || x.length < 2) {
            throw new IllegalArgumentException("a rank correlation needs two series of the same length of at least 2, not " + x.length
                    + " and " + y.length);
        }
        NaturalRanking ranking = new NaturalRanking(NaNStrategy.FAILED, TiesStrategy.AVERAGE);
        double[] a = ranking.apply(x);
        double[] b = ranking.apply(y);
        double mean = (x.length + 1) / 2.0;
        double product = 0;
        double squaresA = 0;
        double squaresB = 0;
        for (int i = 0; i < a.length; i++) {
            product += (a[i] - mean) * (b[i] - mean);
            squaresA += (a[i] - mean) * (a[i] - mean);
            squaresB += (b[i] - mean) * (b[i] - mean);
        }
        return squaresA == 0 || squaresB == 0 ? 0 : product / Math.sqrt(squaresA * squaresB);
    }
}
