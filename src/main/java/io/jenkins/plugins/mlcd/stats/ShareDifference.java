package io.jenkins.plugins.mlcd.stats;

/**
 * The difference of two independent proportions, with one success and one failure more in each, so that the normal approximation holds for small
 * samples, too (Agresti and Caffo 2000).
 *
 * @param difference first less second, -1..1
 * @param deviation its standard deviation, above 0
 */
public record ShareDifference(double difference, double deviation) {

    public static ShareDifference of(long hits, long samples, long otherHits, long otherSamples) {
        double first = (hits + 1.0) / (samples + 2.0);
        double second = (otherHits + 1.0) / (otherSamples + 2.0);
        double variance = first * (1 - first) / (samples + 2.0) + second * (1 - second) / (otherSamples + 2.0);
        return new ShareDifference(first - second, Math.sqrt(variance));
    }

    /**
     * Whether this differs from that of a reference; statistic is the change.
     *
     * @param luck chance that the reference is farther off than is allowed for
     */
    public TestResult against(ShareDifference reference, double luck) {
        double change = difference - reference.difference;
        return new TestResult(change, ReferenceLuck.normal(change, reference.deviation, deviation, luck));
    }
}
