package io.jenkins.plugins.mlcd.stats;

/**
 * Two-sample Kolmogorov-Smirnov test on distribution summaries. The statistic is the largest distance of the two functions;
 * the p-value is that of the asymptotic distribution (Smirnov 1948) for the distance less the errors that the summaries
 * state, so that a summary makes the test weaker but never falser. Ties make it weaker as well.
 */
public final class KolmogorovSmirnov {

    private static final int TERMS = 100;

    private KolmogorovSmirnov() {}

    /** @throws IllegalArgumentException when one of them stands for no value */
    public static TestResult test(Distribution a, Distribution b) {
        if (a.count() == 0 || b.count() == 0) {
            throw new IllegalArgumentException("the Kolmogorov-Smirnov test needs values in both samples");
        }
        double distance = Math.max(largestDistance(a, b, a.points()), largestDistance(a, b, b.points()));
        double sound = Math.max(0, distance - a.rankError() - b.rankError());
        double effective = (double) a.count() * b.count() / (a.count() + b.count());
        return new TestResult(distance, tail(Math.sqrt(effective) * sound));
    }

    /**
     * The same against a reference that many samples are compared with: the reference is taken to be off by the bound of Dvoretzky, Kiefer and
     * Wolfowitz with Massart's constant (1990) at {@code luck}, and the p-value is that bound for the sample. It holds for any size and
     * any distribution, and for one sample after the other.
     *
     * @param luck chance, above 0, that the reference is farther off than that
     * @throws IllegalArgumentException when one of them stands for no value
     */
    public static TestResult test(Distribution reference, Distribution sample, double luck) {
        double distance = test(reference, sample).statistic();
        double off = Math.sqrt(Math.log(2 / luck) / 2 / reference.count());
        double sound = Math.max(0, distance - off - reference.rankError() - sample.rankError());
        return new TestResult(distance, Math.min(1, 2 * Math.exp(-2.0 * sample.count() * sound * sound)));
    }

    private static double largestDistance(Distribution a, Distribution b, double[] points) {
        double largest = 0;
        for (double x : points) {
            largest = Math.max(largest, Math.abs(a.rank(x) - b.rank(x)));
        }
        return largest;
    }

    /** Chance that a Brownian bridge reaches {@code lambda}: 2 times the sum of (-1)^(k-1) exp(-2 k^2 lambda^2). */
    static double tail(double lambda) {
        if (lambda < 0.2) {
            return 1; // the series needs more and more terms here, and 1 is right to 12 digits
        }
        double sum = 0;
        for (int k = 1; k <= TERMS; k++) {
            double term = Math.exp(-2.0 * k * k * lambda * lambda);
            sum += k % 2 == 1 ? term : -term;
            if (term < 1e-18) {
                break;
            }
        }
        return Math.min(1, Math.max(0, 2 * sum));
    }
}
