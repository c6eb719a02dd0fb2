package io.jenkins.plugins.mlcd.stats;

/**
 * The interval of a difference of two figures from the intervals of both: the method of variance estimates recovery (G. Y. Zou and A.
 * Donner, Statistics in Medicine 27, 2008), which for two proportions is Newcombe's.
 */
public final class Difference {

    private Difference() {}

    /** The interval of {@code first - second}, at the coverage that both intervals have, for figures that were measured independently. */
    public static Interval interval(double first, Interval ofFirst, double second, Interval ofSecond) {
        return interval(first, ofFirst, second, ofSecond, 0);
    }

    /**
     * The interval of {@code first - second}, at the coverage that both intervals have.
     *
     * @param correlation of the two figures, -1 to 1
     */
    public static Interval interval(double first, Interval ofFirst, double second, Interval ofSecond, double correlation) {
        double difference = first - second;
        return new Interval(
                difference - reach(first - ofFirst.low(), ofSecond.high() - second, correlation),
                difference + reach(ofFirst.high() - first, second - ofSecond.low(), correlation));
    }

    private static double reach(double first, double second, double correlation) {
        return Math.sqrt(Math.max(0, first * first + second * second - 2 * correlation * first * second));
    }
}
