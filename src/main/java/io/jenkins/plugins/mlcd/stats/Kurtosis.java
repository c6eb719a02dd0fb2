package io.jenkins.plugins.mlcd.stats;

/** How heavy the tails of a distribution are. */
public final class Kurtosis {

    private Kurtosis() {}

    /** The excess kurtosis, 0 for normal values and where fewer than four or only equal ones are known; from a summary about that. */
    public static double excess(Distribution distribution) {
        if (distribution.count() < 4) {
            return 0;
        }
        double[] points = distribution.points();
        double mean = moment(distribution, points, 0, 1);
        double square = moment(distribution, points, mean, 2);
        double fourth = moment(distribution, points, mean, 4);
        double excess = fourth / (square * square) - 3;
        return square > 0 && Double.isFinite(excess) ? excess : 0;
    }

    private static double moment(Distribution distribution, double[] points, double center, int power) {
        double sum = 0;
        double before = 0;
        for (double point : points) {
            double rank = distribution.rank(point);
            sum += (rank - before) * Math.pow(point - center, power);
            before = rank;
        }
        return sum;
    }
}
