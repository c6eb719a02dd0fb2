package io.jenkins.plugins.mlcd.stats;

import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Two classifiers on the same samples. Only the samples on which they differ tell which is better.
 *
 * @param both samples that both got right
 * @param onlyFirst samples that only the first got right
 * @param onlySecond samples that only the second got right
 * @param neither samples that both got wrong
 */
public record PairedProportions(long both, long onlyFirst, long onlySecond, long neither) {

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    private static final int BISECTIONS = 60;

    public PairedProportions {
        if (both < 0 || onlyFirst < 0 || onlySecond < 0 || neither < 0) {
            throw new IllegalArgumentException("counts of a pair may not be negative");
        }
    }

    public long samples() {
        return both + onlyFirst + onlySecond + neither;
    }

    /** Proportion of the first minus proportion of the second, -1 to 1; needs at least one sample. */
    public double difference() {
        return (double) (onlyFirst - onlySecond) / samples();
    }

    /**
     * One-sided p-value of the hypothesis that the first is at least as good as the second: the exact McNemar test (Q.
     * McNemar, Psychometrika 12, 1947), that is the chance of at most {@code onlyFirst} heads in as many fair coins as
     * there are samples on which they differ. 1 when they never differ.
     */
    public double worsePValue() {
        int discordant = Math.toIntExact(onlyFirst + onlySecond);
        return BinomialDistribution.of(discordant, 0.5).cumulativeProbability(Math.toIntExact(onlyFirst));
    }

    /**
     * One-sided p-value of the hypothesis that the first's proportion minus the second's is at least {@code difference}, by the score
     * test whose inversion is {@link #differenceInterval}.
     *
     * @param difference -1 to 1
     */
    public double worsePValue(double difference) {
        return NORMAL.cumulativeProbability(score(difference));
    }

    /** The same pair seen from the other side. */
    public PairedProportions swapped() {
        return new PairedProportions(both, onlySecond, onlyFirst, neither);
    }

    /**
     * The score interval of {@link #difference()} (T. Tango, Statistics in Medicine 17, 1998), which keeps its coverage
     * with few discordant samples, where the usual normal interval does not. Found by bisection to 1e-15.
     *
     * @param coverage of both sides together, in (0, 1)
     */
    public Interval differenceInterval(double coverage) {
        double z = NORMAL.inverseSurvivalProbability((1 - coverage) / 2);
        double estimate = difference();
        return new Interval(solve(z, -1, estimate), solve(-z, estimate, 1));
    }

    /** The difference at which the score equals {@code z}; the score falls from left to right. */
    private double solve(double z, double left, double right) {
        double low = left;
        double high = right;
        for (int i = 0; i < BISECTIONS; i++) {
            double middle = (low + high) / 2;
            if (score(middle) > z) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    /** Tango's score of a true difference, with the nuisance proportion at its maximum likelihood under it. */
    private double score(double difference) {
        double n = samples();
        double a = 2 * n;
        double b = -onlyFirst - onlySecond + (2 * n - onlyFirst + onlySecond) * difference;
        double c = -onlySecond * difference * (1 - difference);
        double nuisance = (Math.sqrt(Math.max(0, b * b - 4 * a * c)) - b) / (2 * a);
        double variance = n * (2 * nuisance + difference * (1 - difference));
        double gap = onlyFirst - onlySecond - n * difference;
        if (variance <= 0) {
            return gap == 0 ? 0 : Math.copySign(Double.MAX_VALUE, gap);
        }
        return gap / Math.sqrt(variance);
    }
}
